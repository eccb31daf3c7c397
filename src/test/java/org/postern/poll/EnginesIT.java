package org.postern.poll;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.postern.finding.Board;
import org.postern.finding.BoardHolder;
import org.postern.finding.Finding;
import org.postern.finding.FindingKind;
import org.postern.finding.FindingState;
import org.postern.snmp.ReaderStatistics;
import org.postern.snmp.Secret;
import org.postern.snmp.Snmp4jReader;
import org.postern.snmp.SnmpCredential;
import org.postern.snmp.SnmpRecording;
import org.postern.snmp.SnmpTarget;
import org.postern.snmp.simulator.RecordedDevice;
import org.postern.snmp.simulator.SimulatedAgent;
import org.postern.snmp.simulator.SimulatorLoop;
import org.postern.snmp.simulator.StaticContent;
import org.postern.store.PosternStore;
import org.postern.store.StoreSettings;
import org.postern.testkit.MutableClock;

/** What becomes of SNMPv3 engines that are not what they were, poll by poll and over restarts. */
@Timeout(300)
class EnginesIT {
  private static final String ONE = "80007ed9051111111111";
  private static final String OTHER = "80007ed9052222222222";

  @TempDir Path directory;

  private final MutableClock clock = new MutableClock(Gateway.NOON);
  private final BoardHolder holder = Pipelines.holder();
  private SimulatorLoop loop;
  private final List<SimulatedAgent> agents = new ArrayList<>();
  private SimulatedAgent one;
  private SimulatedAgent other;

  @BeforeEach
  void start() throws IOException {
    loop = new SimulatorLoop(1);
    one = agent(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), ONE, 40);
    other = agent(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), OTHER, 3);
  }

  @AfterEach
  void stop() {
    agents.forEach(SimulatedAgent::close);
    loop.close();
  }

  private SimulatedAgent agent(InetSocketAddress at, String engineId, int boots)
      throws IOException {
    SnmpRecording recording =
        SnmpRecording.load(
            Path.of("src/test/resources/recordings/linux-net-snmp/debian12-baseline-t0.snmprec"));
    RecordedDevice device = new RecordedDevice(new StaticContent(recording), clock, 1);
    SimulatedAgent agent =
        SimulatedAgent.serving(device, clock)
            .at(at)
            .user(Gateway.USER)
            .engineId(HexFormat.of().parseHex(engineId))
            .boots(boots)
            .start(loop);
    agents.add(agent);
    return agent;
  }

  private static MonitoredDevice device(String name, SimulatedAgent agent) {
    return device(name, agent, Gateway.USER);
  }

  private static MonitoredDevice device(String name, SimulatedAgent agent, SnmpCredential.V3 user) {
    return new MonitoredDevice(
        name,
        new SnmpTarget(name, agent.address(), user, Duration.ofMillis(500), 2, 10),
        Gateway.INTERVAL,
        List.of(),
        Map.of(),
        Map.of(),
        List.of());
  }

  /** One life of a daemon, in which both devices are polled so many times. */
  private ReaderStatistics life(int polls, Life life) throws Exception {
    try (Snmp4jReader reader = Snmp4jReader.open(10);
        PosternStore store = PosternStore.open(directory, StoreSettings.defaults(), clock);
        PollPipeline pipeline =
            Pipelines.of(
                reader,
                store,
                holder,
                clock,
                List.of(device("one", one), device("other", other)))) {
      pipeline.start();
      poll(pipeline, polls);
      life.goesOn(pipeline);
      return reader.statistics();
    }
  }

  private interface Life {
    void goesOn(PollPipeline pipeline) throws Exception;
  }

  private ReaderStatistics life(int polls) throws Exception {
    return life(polls, pipeline -> {});
  }

  private void poll(PollPipeline pipeline, int times) throws Exception {
    for (int i = 0; i < times; i++) {
      clock.advance(Gateway.INTERVAL);
      var first = pipeline.poll("one").toCompletableFuture();
      var second = pipeline.poll("other").toCompletableFuture();
      first.get(60, TimeUnit.SECONDS);
      second.get(60, TimeUnit.SECONDS);
      assertThat(holder.current().devices())
          .extracting(Board.DeviceRow::reachability)
          .as("both are read, whatever is wrong")
          .containsOnly(Board.Reachability.UP);
    }
  }

  private List<Finding> open() {
    return holder.current().findings().stream()
        .filter(finding -> finding.key().kind() == FindingKind.ENGINE_IDENTITY)
        .filter(finding -> finding.state() != FindingState.CLEARED)
        .toList();
  }

  private List<String> openKeys() {
    return open().stream()
        .map(each -> each.key().subject().device() + " " + each.key().subject().object())
        .sorted()
        .toList();
  }

  @Test
  void enginesAreRememberedOverARestart() throws Exception {
    assertThat(life(2).reports()).as("each is discovered once").isEqualTo(2);
    clock.advance(Duration.ofHours(3));
    ReaderStatistics later = life(2);
    assertThat(later.reports()).as("nothing is discovered").isZero();
    assertThat(later.timeouts()).isZero();
    assertThat(openKeys()).isEmpty();
  }

  @Test
  void bootsThatWentBackAreFoundAndAcceptedForGood() throws Exception {
    life(2);
    one.restart(1);
    life(
        2,
        pipeline -> {
          assertThat(openKeys()).containsExactly("one engineBoots");
          assertThat(open().get(0).evidence().text()).contains("from 40 to 1");
        });
    life(
        1,
        pipeline -> {
          assertThat(openKeys()).as("still, after a restart").containsExactly("one engineBoots");
          pipeline.acknowledge(open().get(0).number(), "anna", "restored", true);
          poll(pipeline, 1);
          assertThat(openKeys()).isEmpty();
        });
    life(1);
    assertThat(openKeys()).as("accepted for good").isEmpty();
  }

  @Test
  void aDeviceSetUpFromTheImageOfAnotherIsFoundAtBoth() throws Exception {
    life(
        2,
        pipeline -> {
          InetSocketAddress address = one.address();
          one.close();
          one = agent(address, OTHER, 90);
          poll(pipeline, 3);
          assertThat(openKeys())
              .containsExactly("one engineId", "one sharedEngineId", "other sharedEngineId");
        });
    ReaderStatistics later = life(3);
    assertThat(later.timeouts()).as("they do not disturb each other").isZero();
    assertThat(openKeys())
        .containsExactly("one engineId", "one sharedEngineId", "other sharedEngineId");
    InetSocketAddress address = one.address();
    one.close();
    one = agent(address, ONE, 41);
    life(2);
    assertThat(openKeys()).as("an engine id of its own again").isEmpty();
  }

  @Test
  void whatIsWrongWithACredentialIsToldInTheStateOfTheDevice() throws Exception {
    SnmpCredential.V3 nobody = SnmpCredential.V3.noAuthNoPriv("nobody");
    SnmpCredential.V3 mistyped =
        new SnmpCredential.V3(
            "reader",
            Gateway.USER.authProtocol(),
            Optional.of(new Secret("authentification")),
            Optional.empty(),
            Optional.empty(),
            "");
    SnmpCredential.V3 authOnly =
        new SnmpCredential.V3(
            "plain",
            Gateway.USER.authProtocol(),
            Gateway.USER.authPassword(),
            Optional.empty(),
            Optional.empty(),
            "");
    SnmpCredential.V3 tooHigh =
        new SnmpCredential.V3(
            "plain",
            Gateway.USER.authProtocol(),
            Gateway.USER.authPassword(),
            Gateway.USER.privProtocol(),
            Gateway.USER.privPassword(),
            "");
    RecordedDevice recorded =
        new RecordedDevice(new StaticContent(SnmpRecording.of(List.of())), clock, 1);
    SimulatedAgent plain = SimulatedAgent.serving(recorded, clock).user(authOnly).start(loop);
    agents.add(plain);
    List<MonitoredDevice> devices =
        List.of(
            device("nobody", one, nobody),
            device("mistyped", other, mistyped),
            device("tooHigh", plain, tooHigh));
    try (Snmp4jReader reader = Snmp4jReader.open(10);
        PosternStore store = PosternStore.open(directory, StoreSettings.defaults(), clock);
        PollPipeline pipeline = Pipelines.of(reader, store, holder, clock, devices)) {
      pipeline.start();
      for (MonitoredDevice each : devices) {
        pipeline.poll(each.name()).toCompletableFuture().get(60, TimeUnit.SECONDS);
      }
    }
    assertThat(holder.current().devices())
        .allMatch(row -> row.reachability() == Board.Reachability.AUTH_FAILURE)
        .extracting(Board.DeviceRow::reachabilityText)
        .satisfiesExactly(
            text -> assertThat(text).contains("unknown user", "has no user nobody"),
            text -> assertThat(text).contains("wrong authentication", "user reader"),
            text -> assertThat(text).contains("unsupported security level", "user plain"));
  }
}
