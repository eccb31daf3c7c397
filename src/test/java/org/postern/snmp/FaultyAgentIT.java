package org.postern.snmp;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.DatagramChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.postern.snmp.simulator.Fault;
import org.postern.snmp.simulator.SimulatedAgent;

/** Agents that misbehave as real ones have. */
class FaultyAgentIT {
  private static final SnmpRecording DEVICE = SnmpBench.interfaces(40, 4);
  private static final Oid[] COLUMNS = {
    SnmpBench.column(1), SnmpBench.column(2), SnmpBench.column(3), SnmpBench.column(4)
  };

  private SnmpBench bench;

  @BeforeEach
  void open() throws IOException {
    bench = new SnmpBench(50);
  }

  @AfterEach
  void close() {
    bench.close();
  }

  private SimulatedAgent agent(Fault fault) throws IOException {
    return bench.start(bench.serving(DEVICE).fault(fault));
  }

  private static List<VarBind> rows() {
    return DEVICE.below(Oid.parse("1.3.6.1.2.1.2.2.1"));
  }

  @Test
  void readsColumnsSideBySideToTheEndOfEach() throws Exception {
    ReadResult result = bench.walk(bench.target(agent(new Fault.None()), SnmpBench.V2C), COLUMNS);
    assertThat(result).isInstanceOf(ReadResult.Complete.class);
    assertThat(result.varBindsOrEmpty()).isEqualTo(rows());
  }

  @Test
  void endsALoopingColumnAndKeepsTheOthers() throws Exception {
    Oid loopAt = SnmpBench.column(2).append(30);
    ReadResult result =
        bench.walk(bench.target(agent(new Fault.Loop(loopAt)), SnmpBench.V2C), COLUMNS);
    assertThat(result).isInstanceOf(ReadResult.Partial.class);
    assertThat(((ReadResult.Partial) result).reason())
        .contains("does not increase")
        .contains(SnmpBench.column(2).toString());
    assertThat(result.varBindsOrEmpty()).containsAll(DEVICE.below(SnmpBench.column(1)));
  }

  @Test
  void refusesRowsOfAnEarlierTable() throws Exception {
    Fault fault = new Fault.WrongTable(SnmpBench.column(3), SnmpBench.column(1));
    ReadResult result = bench.walk(bench.target(agent(fault), SnmpBench.V2C), COLUMNS);
    assertThat(result).isInstanceOf(ReadResult.Partial.class);
    assertThat(result.varBindsOrEmpty())
        .doesNotContainAnyElementsOf(DEVICE.below(SnmpBench.column(3)))
        .containsAll(DEVICE.below(SnmpBench.column(4)));
  }

  @Test
  void takesOneVariableBindingAtATime() throws Exception {
    ReadResult result =
        bench.walk(bench.target(agent(new Fault.ShortAnswers(1)), SnmpBench.V2C), COLUMNS);
    assertThat(result).isInstanceOf(ReadResult.Complete.class);
    assertThat(result.varBindsOrEmpty()).isEqualTo(rows());
  }

  @Test
  void givesUpOnEmptyAnswers() throws Exception {
    ReadResult result =
        bench.walk(bench.target(agent(new Fault.ShortAnswers(0)), SnmpBench.V2C), COLUMNS);
    assertThat(result).isInstanceOf(ReadResult.AgentError.class);
  }

  @Test
  void keepsTheBeginningWhenTheAgentFallsSilent() throws Exception {
    Fault fault = new Fault.SilentFrom(SnmpBench.column(4).append(20));
    ReadResult result =
        bench.walk(bench.target(agent(fault), SnmpBench.V2C, 150, 1), SnmpBench.column(4));
    assertThat(result).isInstanceOf(ReadResult.Partial.class);
    assertThat(((ReadResult.Partial) result).reason()).contains("no answer to 2 tries");
    assertThat(result.varBindsOrEmpty()).isNotEmpty();
  }

  @Test
  void keepsToTheRowCap() throws Exception {
    SimulatedAgent agent = agent(new Fault.None());
    SnmpTarget target = bench.target(agent, SnmpBench.V2C);
    ReadResult cut = SnmpBench.await(bench.reader.walk(target, List.of(SnmpBench.column(1)), 39));
    assertThat(cut).isInstanceOf(ReadResult.Partial.class);
    assertThat(cut.varBindsOrEmpty()).hasSize(39);
    ReadResult whole = SnmpBench.await(bench.reader.walk(target, List.of(SnmpBench.column(1)), 40));
    assertThat(whole).isInstanceOf(ReadResult.Complete.class);
  }

  @Test
  void takesGarbageForNoAnswer() throws Exception {
    ReadResult result =
        bench.walk(bench.target(agent(new Fault.Garbage()), SnmpBench.V2C, 150, 1), COLUMNS);
    assertThat(result)
        .isEqualTo(new ReadResult.Timeout(2, "no answer (a wrong community looks the same)"));
  }

  @Test
  void takesAWrongCommunityForNoAnswer() throws Exception {
    SimulatedAgent agent = bench.start(bench.serving(DEVICE).community(new Secret("not public")));
    ReadResult result = bench.walk(bench.target(agent, SnmpBench.V2C, 150, 0), COLUMNS);
    assertThat(result).isInstanceOf(ReadResult.Timeout.class);
    assertThat(((ReadResult.Timeout) result).tries()).isEqualTo(1);
  }

  @Test
  void waitsLongerWithEachTry() throws Exception {
    ScheduledExecutorService scheduler = Executors.newSingleThreadScheduledExecutor();
    try {
      // Too slow for the first try (200 ms), not for the third (450 ms).
      SimulatedAgent agent = agent(new Fault.Slow(Duration.ofMillis(330), scheduler));
      ReadResult result =
          SnmpBench.await(
              bench.reader.get(
                  bench.target(agent, SnmpBench.V2C, 200, 2),
                  List.of(Oid.parse("1.3.6.1.2.1.1.1.0"))));
      assertThat(result).isInstanceOf(ReadResult.Complete.class);
    } finally {
      scheduler.shutdownNow();
    }
  }

  @Test
  void asksSmallAgentsForLess() throws Exception {
    SimulatedAgent agent = bench.start(bench.serving(DEVICE).maxMessageSize(484));
    SnmpTarget target = bench.target(agent, SnmpBench.V2C);
    assertThat(bench.walk(target, COLUMNS).varBindsOrEmpty()).isEqualTo(rows());
    List<Oid> instances = rows().stream().map(VarBind::oid).toList();
    ReadResult result = SnmpBench.await(bench.reader.get(target, instances));
    assertThat(result).isInstanceOf(ReadResult.Complete.class);
    assertThat(result.varBindsOrEmpty()).isEqualTo(rows());
  }

  @Test
  void tellsAbsentInstancesOneByOne() throws Exception {
    SimulatedAgent agent = agent(new Fault.None());
    List<Oid> instances =
        List.of(
            SnmpBench.column(1).append(1),
            SnmpBench.column(1).append(99),
            Oid.parse("1.3.6.1.2.1.99.1.0"));
    ReadResult v2c =
        SnmpBench.await(bench.reader.get(bench.target(agent, SnmpBench.V2C), instances));
    assertThat(v2c.varBindsOrEmpty())
        .extracting(VarBind::value)
        .containsExactly(
            new SnmpValue.Counter32(1_000_001),
            new SnmpValue.Absent("noSuchInstance"),
            new SnmpValue.Absent("noSuchObject"));
    ReadResult v1 = SnmpBench.await(bench.reader.get(bench.target(agent, SnmpBench.V1), instances));
    assertThat(v1.varBindsOrEmpty())
        .extracting(VarBind::value)
        .containsExactly(
            new SnmpValue.Counter32(1_000_001),
            new SnmpValue.Absent("noSuchName"),
            new SnmpValue.Absent("noSuchName"));
  }

  @Test
  void refusesAnswersFromAnotherAddress() throws Exception {
    SimulatedAgent agent = agent(new Fault.None());
    ReadResult result;
    try (DatagramSocket asked = new DatagramSocket(0, InetAddress.getLoopbackAddress());
        DatagramSocket other = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
      SnmpTarget target =
          new SnmpTarget(
              "multi-homed",
              (InetSocketAddress) asked.getLocalSocketAddress(),
              SnmpBench.V2C,
              Duration.ofMillis(500),
              0,
              10);
      var future = bench.reader.get(target, List.of(Oid.parse("1.3.6.1.2.1.1.1.0")));
      DatagramPacket packet = new DatagramPacket(new byte[1500], 1500);
      asked.setSoTimeout(5000);
      other.setSoTimeout(5000);
      asked.receive(packet);
      var reader = packet.getSocketAddress();
      packet.setSocketAddress(agent.address());
      other.send(packet);
      packet.setLength(1500);
      other.receive(packet);
      packet.setSocketAddress(reader);
      other.send(packet);
      result = SnmpBench.await(future);
    }
    assertThat(agent.requests()).isEqualTo(1);
    assertThat(result).isInstanceOf(ReadResult.Timeout.class);
  }

  @Test
  void takesAnUnknownHostForNoAnswer() throws Exception {
    SnmpTarget target =
        new SnmpTarget(
            "nowhere",
            InetSocketAddress.createUnresolved("no.such.host.invalid", 161),
            SnmpBench.V2C,
            Duration.ofMillis(500),
            0,
            10);
    for (int i = 0; i < 60; i++) { // more than may be under way: none may keep its turn
      assertThat(bench.walk(target, COLUMNS))
          .isEqualTo(new ReadResult.Timeout(0, "unknown host no.such.host.invalid"));
    }
  }

  @Test
  void deadDevicesDoNotDelayOthers() throws Exception {
    SnmpCredential.V3 user =
        SnmpBench.user("u", SnmpCredential.AuthProtocol.SHA256, "authentication", null, "");
    List<CompletableFuture<ReadResult>> dead = new ArrayList<>();
    try (DatagramChannel hole = DatagramChannel.open()) {
      hole.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
      InetSocketAddress nowhere = (InetSocketAddress) hole.getLocalAddress();
      for (int i = 0; i < 20; i++) {
        SnmpTarget target =
            new SnmpTarget(
                "dead-" + i,
                nowhere,
                i % 2 == 0 ? user : SnmpBench.V2C,
                Duration.ofSeconds(1),
                1,
                10);
        dead.add(bench.reader.walk(target, List.of(COLUMNS), 1000));
      }
      SimulatedAgent alive = bench.start(bench.serving(DEVICE).user(user));
      long began = System.nanoTime();
      for (int i = 0; i < 50; i++) {
        assertThat(bench.walk(bench.target(alive, i % 2 == 0 ? user : SnmpBench.V2C), COLUMNS))
            .isInstanceOf(ReadResult.Complete.class);
      }
      assertThat(dead).noneMatch(CompletableFuture::isDone);
      assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(2));
      for (CompletableFuture<ReadResult> each : dead) {
        assertThat(SnmpBench.await(each)).isInstanceOf(ReadResult.Timeout.class);
      }
    }
  }

  @Test
  void readsInTurnWhenManyWait() throws Exception {
    try (SnmpBench narrow = new SnmpBench(2)) {
      SimulatedAgent agent = narrow.start(narrow.serving(DEVICE));
      List<CompletableFuture<ReadResult>> all = new ArrayList<>();
      for (int i = 0; i < 200; i++) {
        all.add(narrow.reader.walk(narrow.target(agent, SnmpBench.V2C), List.of(COLUMNS), 1000));
        assertThat(narrow.reader.statistics().active()).isLessThanOrEqualTo(2);
      }
      for (CompletableFuture<ReadResult> each : all) {
        assertThat(SnmpBench.await(each)).isInstanceOf(ReadResult.Complete.class);
      }
      assertThat(narrow.reader.statistics().active()).isZero();
      assertThat(narrow.reader.statistics().waiting()).isZero();
    }
  }

  @Test
  void closingCompletesWhatIsUnderWayAndWhatWaits() throws Exception {
    SnmpBench narrow = new SnmpBench(1);
    SimulatedAgent agent = narrow.start(narrow.serving(DEVICE).fault(new Fault.Silent()));
    SnmpTarget target = narrow.target(agent, SnmpBench.V2C, 20_000, 3);
    var underWay = narrow.reader.walk(target, List.of(COLUMNS), 1000);
    var waiting = narrow.reader.get(target, List.of(Oid.parse("1.3.6.1.2.1.1.1.0")));
    narrow.close();
    assertThat(SnmpBench.await(underWay)).isInstanceOf(ReadResult.Timeout.class);
    assertThat(SnmpBench.await(waiting)).isInstanceOf(ReadResult.Timeout.class);
    assertThat(SnmpBench.await(narrow.reader.walk(target, List.of(COLUMNS), 1000)))
        .isInstanceOf(ReadResult.Timeout.class);
  }
}
