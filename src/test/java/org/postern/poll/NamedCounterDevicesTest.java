package org.postern.poll;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.postern.acl.Action;
import org.postern.acl.Direction;
import org.postern.acl.MailPort;
import org.postern.acl.Verdict;
import org.postern.acl.Visibility;
import org.postern.counter.Quality;
import org.postern.finding.Board;
import org.postern.profile.CatalogResult;
import org.postern.profile.ProfileCatalog;
import org.postern.snmp.ReaderLimits;
import org.postern.snmp.Secret;
import org.postern.snmp.Snmp4jReader;
import org.postern.snmp.SnmpCredential;
import org.postern.snmp.SnmpReader;
import org.postern.snmp.SnmpRecording;
import org.postern.snmp.SnmpTarget;
import org.postern.snmp.simulator.RecordedDevice;
import org.postern.snmp.simulator.SimulatedAgent;
import org.postern.snmp.simulator.SimulatorLoop;
import org.postern.snmp.simulator.StaticContent;

/** Devices without rules, from the wire to the rows of the board. */
class NamedCounterDevicesTest {
  private static final Clock CLOCK = Clock.fixed(Gateway.NOON, ZoneOffset.UTC);
  private static final Path RECORDINGS = Path.of("src", "test", "resources", "recordings");

  private final SimulatorLoop loop = new SimulatorLoop(1);
  private final SnmpReader reader =
      new Snmp4jReader(
          new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), ReaderLimits.of(8));

  NamedCounterDevicesTest() throws IOException {}

  @AfterEach
  void stop() throws IOException {
    reader.close();
    loop.close();
  }

  private static MonitoredDevice.CounterBinding bound(
      String list, String counter, MailPort port, Action action) {
    return new MonitoredDevice.CounterBinding(list, counter, port, Direction.FORWARD, action);
  }

  private SinglePoll.Result poll(String profile, MonitoredDevice.CounterBinding... bindings)
      throws Exception {
    CatalogResult.Loaded catalog = (CatalogResult.Loaded) ProfileCatalog.load(List.of());
    try (SimulatedAgent agent =
        SimulatedAgent.serving(
                new RecordedDevice(new StaticContent(recording(profile)), CLOCK, 1), CLOCK)
            .start(loop)) {
      SnmpTarget target =
          new SnmpTarget(
              "gw",
              agent.address(),
              new SnmpCredential.V2c(new Secret("public")),
              Duration.ofSeconds(2),
              1,
              10);
      return new SinglePoll(
              new DevicePoller(reader, catalog.catalog(), CLOCK),
              Gateway.EVALUATOR,
              Gateway.judge(),
              Gateway.policy())
          .poll(
              new MonitoredDevice(
                  "gw", target, Gateway.INTERVAL, List.of(), Map.of(), Map.of(), List.of(bindings)))
          .get(30, TimeUnit.SECONDS);
    }
  }

  private static SnmpRecording recording(String profile) throws IOException {
    try (Stream<Path> files = Files.list(RECORDINGS.resolve(profile))) {
      Path file = files.filter(each -> each.toString().endsWith(".snmprec")).findFirst().get();
      return SnmpRecording.load(file);
    }
  }

  @Test
  void aBoundPolicyHasHitsAndNoVerdict() throws Exception {
    SinglePoll.Result result = poll("fortinet", bound("root", "7", MailPort.SMTP, Action.PERMIT));
    assertThat(result.device().visibility()).isEqualTo(Visibility.NAMED_COUNTERS);
    Board.PortRow port = result.ports().get(0);
    assertThat(port.crossingName()).isEqualTo("root");
    assertThat(port.verdict().verdict()).isEqualTo(Verdict.UNKNOWN);
    assertThat(port.verdict().reasons())
        .containsExactly(
            "the device shows named counters only, no entries; the configuration binds 7 to this"
                + " port");
  }

  @Test
  void totalsAreCalledTotals() throws Exception {
    SinglePoll.Result result = poll("sfos", bound("mail", "smtp", MailPort.SMTP, Action.PERMIT));
    assertThat(result.device().visibility()).isEqualTo(Visibility.TOTALS);
    assertThat(result.ports().get(0).verdict().visibility()).isEqualTo(Visibility.TOTALS);
    assertThat(result.ports().get(0).verdict().reasons().get(0))
        .startsWith("the device shows totals only, no entries");
  }

  @Test
  void aCounterThatIsSwitchedOffOrNotThereIsSaidToBe() throws Exception {
    SinglePoll.Result result =
        poll(
            "juniper-js-policy",
            bound("untrust to dmz", "pop3-cleartext", MailPort.POP3, Action.DENY),
            bound("untrust to dmz", "imap-in", MailPort.IMAP, Action.PERMIT));
    assertThat(result.ports()).hasSize(2);
    assertThat(result.ports())
        .allSatisfy(port -> assertThat(port.quality()).isEqualTo(Quality.UNAVAILABLE));
    assertThat(result.ports().get(0).verdict().reasons())
        .contains("the device does not count pop3-cleartext");
    assertThat(result.ports().get(1).verdict().reasons())
        .contains("not among the counters the device showed: imap-in");
    assertThat(result.explain(MailPort.POP3, Optional.empty())).isEmpty();
  }

  @Test
  void aDeviceWithAWitnessOnlyHasNothingToSee() throws Exception {
    SinglePoll.Result result = poll("cisco-config-man");
    assertThat(result.device().profiles()).contains("cisco-config-man");
    assertThat(result.device().visibility()).isEqualTo(Visibility.NONE);
    assertThat(result.device().reachability()).isEqualTo(Board.Reachability.UP);
  }
}
