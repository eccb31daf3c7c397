package org.postern.snmp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.postern.snmp.simulator.Fault;
import org.postern.snmp.simulator.SimulatedAgent;

/** Who waits for whom, and whom is believed, over real sockets. */
@Timeout(60)
class ReaderLimitsIT {
  private static final Oid SYS_UP_TIME = Oid.parse("1.3.6.1.2.1.1.3.0");
  private static final int LONG_MILLIS = 10_000;

  private SnmpBench bench;

  @BeforeEach
  void open() throws IOException {
    bench = new SnmpBench(1);
  }

  @AfterEach
  void close() {
    bench.close();
  }

  private SimulatedAgent agent(Fault fault) throws IOException {
    return bench.start(bench.serving(SnmpBench.interfaces(2, 1)).fault(fault));
  }

  private static Snmp4jReader reader(int all, int perSite, int perDevice) throws IOException {
    return new Snmp4jReader(
        new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
        new ReaderLimits(all, perSite, perDevice));
  }

  private SnmpTarget target(SimulatedAgent agent, String site, int millis, int retries) {
    return at(agent.address(), site, millis, retries, Set.of());
  }

  private static SnmpTarget at(
      InetSocketAddress address, String site, int millis, int retries, Set<InetAddress> others) {
    return new SnmpTarget(
        "device-" + address.getPort(),
        address,
        SnmpBench.V2C,
        Duration.ofMillis(millis),
        retries,
        10,
        site,
        others);
  }

  private static CompletableFuture<ReadResult> ask(SnmpReader reader, SnmpTarget target) {
    return reader.get(target, List.of(SYS_UP_TIME));
  }

  private static void assertAnswered(CompletableFuture<ReadResult> read) throws Exception {
    assertThat(SnmpBench.await(read)).isInstanceOf(ReadResult.Complete.class);
  }

  @Test
  void aSiteWithoutRoomKeepsNobodyElseWaiting() throws Exception {
    try (Snmp4jReader reader = reader(10, 1, 1)) {
      CompletableFuture<ReadResult> silent =
          ask(reader, target(agent(new Fault.Silent()), "berlin", LONG_MILLIS, 0));
      CompletableFuture<ReadResult> sameSite =
          ask(reader, target(agent(new Fault.None()), "berlin", LONG_MILLIS, 0));
      assertAnswered(ask(reader, target(agent(new Fault.None()), "hamburg", LONG_MILLIS, 0)));
      assertAnswered(ask(reader, target(agent(new Fault.None()), "", LONG_MILLIS, 0)));
      assertThat(silent).isNotDone();
      assertThat(sameSite).isNotDone();
    }
  }

  @Test
  void aDeviceWithoutRoomKeepsNobodyElseWaiting() throws Exception {
    try (Snmp4jReader reader = reader(2, 10, 1)) {
      SimulatedAgent dead = agent(new Fault.Silent());
      CompletableFuture<ReadResult> first = ask(reader, target(dead, "", LONG_MILLIS, 0));
      CompletableFuture<ReadResult> second = ask(reader, target(dead, "", LONG_MILLIS, 0));
      assertAnswered(ask(reader, target(agent(new Fault.None()), "", LONG_MILLIS, 0)));
      assertThat(List.of(first, second)).noneMatch(CompletableFuture::isDone);
      assertThat(dead.requests()).isLessThanOrEqualTo(1);
    }
  }

  @Test
  void whoWaitsForAnotherTryMakesRoom() throws Exception {
    try (Snmp4jReader reader = reader(1, 1, 1)) {
      CompletableFuture<ReadResult> silent =
          ask(reader, target(agent(new Fault.Silent()), "berlin", 500, 10));
      assertAnswered(ask(reader, target(agent(new Fault.None()), "berlin", LONG_MILLIS, 0)));
      assertThat(silent).isNotDone();
      assertThat(reader.statistics().active()).isZero();
    }
  }

  @Test
  void whatWaitsForRoomEndsWhenTheReaderIsClosed() throws Exception {
    Snmp4jReader reader = reader(1, 1, 1);
    SimulatedAgent dead = agent(new Fault.Silent());
    List<CompletableFuture<ReadResult>> reads =
        List.of(
            ask(reader, target(dead, "berlin", LONG_MILLIS, 0)),
            ask(reader, target(dead, "berlin", LONG_MILLIS, 0)),
            ask(reader, target(agent(new Fault.None()), "berlin", LONG_MILLIS, 0)),
            ask(reader, target(agent(new Fault.None()), "", LONG_MILLIS, 0)));
    reader.close();
    for (CompletableFuture<ReadResult> read : reads) {
      assertThat(read.get(20, TimeUnit.SECONDS)).isInstanceOf(ReadResult.Timeout.class);
    }
  }

  @Test
  void answersFromAnotherAddressAreBelievedOnlyIfThatIsAllowed() throws Exception {
    InetAddress other = InetAddress.getByName("127.0.0.2");
    try (DatagramSocket front = new DatagramSocket(0, InetAddress.getLoopbackAddress());
        DatagramSocket back = new DatagramSocket(0, other);
        Snmp4jReader reader = reader(1, 1, 1)) {
      SimulatedAgent agent = agent(new Fault.None());
      Thread detour = new Thread(() -> detour(front, back, agent.address()), "detour");
      detour.setDaemon(true);
      detour.start();
      InetSocketAddress asked =
          new InetSocketAddress(front.getLocalAddress(), front.getLocalPort());
      Function<Set<InetAddress>, SnmpTarget> target =
          others -> at(asked, "", others.isEmpty() ? 500 : LONG_MILLIS, 0, others);
      assertThat(SnmpBench.await(ask(reader, target.apply(Set.of()))))
          .isInstanceOf(ReadResult.Timeout.class);
      assertAnswered(ask(reader, target.apply(Set.of(other))));
    }
  }

  /** Passes requests on and sends the answers back from another address, till it is closed. */
  private static void detour(DatagramSocket front, DatagramSocket back, InetSocketAddress agent) {
    DatagramPacket packet = new DatagramPacket(new byte[2000], 2000);
    try (DatagramSocket towards = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
      while (true) {
        packet.setLength(2000);
        front.receive(packet);
        InetSocketAddress who = (InetSocketAddress) packet.getSocketAddress();
        packet.setSocketAddress(agent);
        towards.send(packet);
        packet.setLength(2000);
        towards.receive(packet);
        byte[] answer = Arrays.copyOf(packet.getData(), packet.getLength());
        back.send(new DatagramPacket(answer, answer.length, who));
      }
    } catch (IOException closed) {
      assertThat(front.isClosed()).isTrue();
    }
  }

  @Test
  void limitsAreAtLeastOne() {
    for (int[] limits : new int[][] {{0, 1, 1}, {1, 0, 1}, {1, 1, 0}}) {
      assertThatThrownBy(() -> new ReaderLimits(limits[0], limits[1], limits[2]))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }
}
