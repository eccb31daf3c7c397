package org.postern.poll;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.postern.counter.Quality;
import org.postern.counter.Rate;
import org.postern.finding.Board;
import org.postern.finding.DeviceAssessment;
import org.postern.profile.CatalogResult;
import org.postern.profile.ProfileCatalog;
import org.postern.snmp.Secret;
import org.postern.snmp.Snmp4jReader;
import org.postern.snmp.SnmpCredential;
import org.postern.snmp.SnmpTarget;
import org.postern.snmp.simulator.Fault;
import org.postern.snmp.simulator.RecordedDevice;
import org.postern.snmp.simulator.SimulatedAgent;
import org.postern.snmp.simulator.SimulatorLoop;
import org.postern.testkit.FaultProxy;
import org.postern.testkit.FaultProxy.Faults;
import org.postern.testkit.FaultProxy.Harm;
import org.postern.testkit.MutableClock;
import org.slf4j.LoggerFactory;

/**
 * Polls through a bad network and of bad agents: nothing fails, and each number that is told is
 * right to the last digit, for it is known what the device counts.
 */
@Timeout(300)
class FaultsIT {
  private static final SnmpCredential V2C = new SnmpCredential.V2c(new Secret("public"));

  private final ListAppender<ILoggingEvent> logged = new ListAppender<>();
  private final List<Throwable> escaped = new ArrayList<>();
  private SimulatorLoop loop;
  private Snmp4jReader reader;

  @BeforeEach
  void open() throws IOException {
    loop = new SimulatorLoop(1);
    reader = Snmp4jReader.open(10);
    logged.start();
    root().addAppender(logged);
    Thread.setDefaultUncaughtExceptionHandler((thread, thrown) -> escaped.add(thrown));
  }

  @AfterEach
  void nothingEscaped() {
    reader.close();
    loop.close();
    root().detachAppender(logged);
    Thread.setDefaultUncaughtExceptionHandler(null);
    assertThat(escaped).isEmpty();
    assertThat(logged.list).noneMatch(each -> each.getLevel().isGreaterOrEqual(Level.ERROR));
  }

  private static Logger root() {
    return (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
  }

  /** A device behind a network, and what is known of it from poll to poll. */
  private final class Lab implements AutoCloseable {
    final MutableClock clock = new MutableClock(Gateway.NOON);
    final CountingDevice device = new CountingDevice();
    final SimulatedAgent agent;
    final FaultProxy network;
    private final DevicePoller poller;
    private final DeviceState state;
    private final boolean v3;

    Lab(SnmpCredential credential, Faults faults, int millis, int retries) throws IOException {
      v3 = credential instanceof SnmpCredential.V3;
      agent =
          SimulatedAgent.serving(new RecordedDevice(device, clock, 1), clock)
              .user(Gateway.USER)
              .start(loop);
      network = new FaultProxy(agent.address(), 4711, faults);
      CatalogResult.Loaded catalog = (CatalogResult.Loaded) ProfileCatalog.load(List.of());
      poller = new DevicePoller(reader, catalog.catalog(), clock);
      state =
          Gateway.state(
              new MonitoredDevice(
                  "gw",
                  new SnmpTarget(
                      "gw", network.address(), credential, Duration.ofMillis(millis), retries, 10),
                  Gateway.INTERVAL,
                  List.of("if-mib"),
                  Map.of(),
                  Map.of(),
                  List.of()),
              Indexes.inMemory());
    }

    /** One poll, a minute after the one before, of which every number is checked. */
    Evaluation poll() throws Exception {
      Evaluation evaluation = pollUnchecked();
      evaluation.interfaces().forEach(FaultsIT::assertRight);
      return evaluation;
    }

    Evaluation pollUnchecked() throws Exception {
      clock.advance(Gateway.INTERVAL);
      DevicePoller.Polled polled =
          poller
              .poll(state.device(), state.acquaintance(), Runnable::run, DevicePoller.Tries.ALL)
              .get(120, TimeUnit.SECONDS);
      state.learn(polled.acquaintance());
      Evaluation evaluation = state.evaluate(polled.outcome());
      DeviceAssessment.Contact contact = evaluation.assessment().contact();
      assertThat(contact.engine().isPresent()).isEqualTo(v3 && contact.answers());
      return evaluation;
    }

    /** Polls so often, and how many interfaces had all their rates. */
    int poll(int times) throws Exception {
      int whole = 0;
      for (int i = 0; i < times; i++) {
        whole += whole(poll());
      }
      return whole;
    }

    @Override
    public void close() {
      network.close();
      agent.close();
    }
  }

  private static int whole(Evaluation evaluation) {
    return (int)
        evaluation.interfaces().stream().filter(row -> row.quality() == Quality.COMPLETE).count();
  }

  private static void assertRight(Board.InterfaceRow row) {
    List<Rate> rates =
        List.of(row.inBits(), row.outBits(), row.inPackets(), row.inErrors(), row.outErrors());
    if (!row.name().matches("eth[0-5]")) {
      assertThat(rates).as("%s is no interface of the device", row.name()).allMatch(FaultsIT::none);
      return;
    }
    int number = row.name().charAt(3) - '0';
    double factor = number + 1;
    assertRight(row, row.inBits(), 8000 * factor);
    assertRight(row, row.outBits(), 4000 * factor);
    assertRight(row, row.inPackets(), (number == CountingDevice.INTERFACES - 1 ? 50 : 60) * factor);
    assertRight(row, row.inErrors(), factor);
  }

  private static boolean none(Rate rate) {
    return rate.perSecond().isEmpty();
  }

  private static void assertRight(Board.InterfaceRow row, Rate rate, double expected) {
    rate.perSecond()
        .ifPresent(
            told ->
                assertThat(told)
                    .as("%s, %s", row.name(), rate.quality())
                    .isCloseTo(expected, within(expected * 1e-9)));
  }

  private Lab lab(SnmpCredential credential, Faults faults) throws IOException {
    return new Lab(credential, faults, 100, 6);
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void aNetworkThatLosesThirtyPercentEachWay(boolean v3) throws Exception {
    try (Lab lab = lab(v3 ? Gateway.USER : V2C, Faults.losing(0.3))) {
      int whole = lab.poll(5);
      assertThat(lab.network.done().get(Harm.LOST)).isGreaterThan(10);
      assertThat(whole).isGreaterThanOrEqualTo(CountingDevice.INTERFACES);
      lab.network.become(Faults.none());
      assertThat(lab.poll(2)).isGreaterThanOrEqualTo(CountingDevice.INTERFACES);
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void aNetworkThatTakesHalfASecond(boolean v3) throws Exception {
    try (Lab lab =
        new Lab(v3 ? Gateway.USER : V2C, Faults.delaying(Duration.ofMillis(500)), 1000, 1)) {
      assertThat(lab.poll(2)).isEqualTo(CountingDevice.INTERFACES);
      assertThat(lab.network.done().get(Harm.DELAYED)).isGreaterThan(6);
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void answersThatComeAfterTheTimeout(boolean v3) throws Exception {
    // The first try is given up after 100 ms, the second after 150 ms more, the third waits 225 ms.
    try (Lab lab =
        new Lab(v3 ? Gateway.USER : V2C, Faults.delaying(Duration.ofMillis(120)), 100, 4)) {
      assertThat(lab.poll(2)).isEqualTo(CountingDevice.INTERFACES);
      assertThat(reader.statistics().timeouts()).isGreaterThan(5);
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void answersThatAreDuplicatedAndReordered(boolean v3) throws Exception {
    try (Lab lab = lab(v3 ? Gateway.USER : V2C, Faults.disordering(0.5, 0.2))) {
      int whole = lab.poll(5);
      assertThat(lab.network.done()).containsKeys(Harm.DUPLICATED, Harm.REORDERED);
      assertThat(whole).isGreaterThanOrEqualTo(3 * CountingDevice.INTERFACES);
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void answersThatAreTruncated(boolean v3) throws Exception {
    try (Lab lab = lab(v3 ? Gateway.USER : V2C, Faults.damaging(0.3, 0))) {
      int whole = lab.poll(5);
      assertThat(lab.network.done().get(Harm.TRUNCATED)).isGreaterThan(6);
      assertThat(whole).isGreaterThanOrEqualTo(2 * CountingDevice.INTERFACES);
    }
  }

  @Test
  void answersWithFlippedBitsAreNoAnswersWhereTheyAreAuthenticated() throws Exception {
    try (Lab lab = lab(Gateway.USER, Faults.damaging(0, 0.3))) {
      int whole = lab.poll(6);
      assertThat(lab.network.done().get(Harm.FLIPPED)).isGreaterThan(6);
      assertThat(whole).isGreaterThanOrEqualTo(2 * CountingDevice.INTERFACES);
    }
  }

  /** Without authentication nothing tells a flipped bit of a value; but nothing fails by it. */
  @Test
  void answersWithFlippedBitsFailNothing() throws Exception {
    try (Lab lab = lab(V2C, Faults.damaging(0.1, 0.5))) {
      for (int i = 0; i < 8; i++) {
        lab.pollUnchecked();
      }
      assertThat(lab.network.done().get(Harm.FLIPPED)).isGreaterThan(15);
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void answersFromElsewhereAreNoAnswers(boolean v3) throws Exception {
    try (Lab lab = lab(v3 ? Gateway.USER : V2C, Faults.answeringElsewhere(0.3))) {
      assertThat(lab.poll(4)).isGreaterThanOrEqualTo(CountingDevice.INTERFACES);
      lab.network.become(Faults.answeringElsewhere(1));
      Evaluation silent = lab.poll();
      assertThat(silent.assessment().contact().reachability())
          .isEqualTo(Board.Reachability.NO_RESPONSE);
      assertThat(silent.interfaces()).isEmpty();
      lab.network.become(Faults.none());
      assertThat(lab.poll().interfaces())
          .as("counted over the silence")
          .hasSize(CountingDevice.INTERFACES)
          .allMatch(row -> row.quality() == Quality.COMPLETE);
    }
  }

  @Test
  void aTableThatLoopsIsReadAsFarAsItGoes() throws Exception {
    try (Lab lab = lab(V2C, Faults.none())) {
      lab.poll(2);
      lab.agent.inject(new Fault.Loop(CountingDevice.NAMES.append(3)));
      Evaluation looping = lab.poll();
      assertThat(looping.assessment().contact().reachability())
          .isEqualTo(Board.Reachability.PARTIAL);
      assertThat(looping.interfaces())
          .extracting(Board.InterfaceRow::name)
          .as("known by their names from before")
          .containsExactlyInAnyOrder("eth0", "eth1", "eth2", "eth3", "eth4", "eth5");
      lab.poll(2);
      lab.agent.inject(new Fault.None());
      lab.poll(2);
      assertThat(whole(lab.poll())).isEqualTo(CountingDevice.INTERFACES);
    }
  }

  @Test
  void anAgentThatAnswersOneVariableBindingAtATime() throws Exception {
    try (Lab lab = lab(V2C, Faults.none())) {
      lab.agent.inject(new Fault.ShortAnswers(1));
      assertThat(lab.poll(3)).isEqualTo(2 * CountingDevice.INTERFACES);
    }
  }

  /** Whatever happens at whichever request of a poll, no number is wrong, and soon all are back. */
  @ParameterizedTest
  @EnumSource(CountingDevice.Event.class)
  void somethingHappensInTheMiddleOfAPoll(CountingDevice.Event event) throws Exception {
    int requests;
    try (Lab lab = lab(V2C, Faults.none())) {
      lab.poll(2);
      int before = lab.device.requests();
      lab.poll();
      requests = lab.device.requests() - before;
    }
    assertThat(requests).isGreaterThan(4);
    for (int at = 1; at <= requests + 1; at++) {
      try (Lab lab = lab(V2C, Faults.none())) {
        lab.poll(2);
        assertThat(whole(lab.poll())).isEqualTo(CountingDevice.INTERFACES);
        lab.device.prepare(event, at);
        lab.poll(3);
        assertThat(whole(lab.poll())).as("%s at request %s", event, at).isEqualTo(6);
      }
    }
  }

  @Test
  void aRestartIsAResetAndNoMore() throws Exception {
    try (Lab lab = lab(V2C, Faults.none())) {
      lab.poll(3);
      lab.device.prepare(CountingDevice.Event.RESTART, 1);
      assertThat(lab.poll().interfaces())
          .hasSize(6)
          .allMatch(row -> row.quality() == Quality.RESET);
      assertThat(whole(lab.poll())).isEqualTo(6);
    }
  }

  @Test
  void interfacesThatSwapTheirIndexesGoOn() throws Exception {
    try (Lab lab = lab(V2C, Faults.none())) {
      lab.poll(3);
      lab.device.prepare(CountingDevice.Event.SWAP, 1);
      Evaluation swapped = lab.poll();
      assertThat(whole(swapped)).isEqualTo(6);
      assertThat(swapped.interfaces())
          .filteredOn(row -> row.name().equals("eth0"))
          .extracting(Board.InterfaceRow::ifIndex)
          .containsExactly(2);
    }
  }

  @Test
  void clearedCountersAreAReset() throws Exception {
    try (Lab lab = lab(V2C, Faults.none())) {
      lab.poll(3);
      lab.device.prepare(CountingDevice.Event.CLEAR, 1);
      assertThat(lab.poll().interfaces())
          .hasSize(6)
          .allMatch(row -> row.quality() == Quality.RESET);
      assertThat(whole(lab.poll())).isEqualTo(6);
    }
  }
}
