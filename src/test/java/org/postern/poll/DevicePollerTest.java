package org.postern.poll;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.postern.acl.MailPort;
import org.postern.acl.OwnConnections;
import org.postern.finding.Board;
import org.postern.profile.CatalogResult;
import org.postern.profile.ProfileCatalog;
import org.postern.snmp.Oid;
import org.postern.snmp.ReadResult;
import org.postern.snmp.ReaderLimits;
import org.postern.snmp.Secret;
import org.postern.snmp.Snmp4jReader;
import org.postern.snmp.SnmpCredential;
import org.postern.snmp.SnmpReader;
import org.postern.snmp.SnmpRecording;
import org.postern.snmp.SnmpTarget;
import org.postern.snmp.SnmpValue;
import org.postern.snmp.VarBind;
import org.postern.snmp.simulator.RecordedDevice;
import org.postern.snmp.simulator.SimulatedAgent;
import org.postern.snmp.simulator.SimulatorLoop;
import org.postern.snmp.simulator.StaticContent;

class DevicePollerTest {
  private static final Clock CLOCK = Clock.fixed(Gateway.NOON, ZoneOffset.UTC);
  private static final Oid DESCR = Oid.parse("1.3.6.1.2.1.1.1.0");
  private static final Oid UP_TIME = Oid.parse("1.3.6.1.2.1.1.3.0");
  private static final Oid NAME = Oid.parse("1.3.6.1.2.1.1.5.0");

  private static SnmpRecording system(VarBind... more) {
    List<VarBind> all = new ArrayList<>(List.of(more));
    all.add(new VarBind(UP_TIME, new SnmpValue.TimeTicks(4711)));
    return SnmpRecording.of(all);
  }

  private static VarBind text(Oid oid, String text) {
    return new VarBind(oid, new SnmpValue.Octets(text.getBytes(StandardCharsets.UTF_8)));
  }

  private static PollOutcome poll(SnmpReader reader, MonitoredDevice device) throws Exception {
    return poll(reader, device, DevicePoller.Acquaintance.none()).outcome();
  }

  private static DevicePoller.Polled poll(
      SnmpReader reader, MonitoredDevice device, DevicePoller.Acquaintance known) throws Exception {
    CatalogResult.Loaded catalog = (CatalogResult.Loaded) ProfileCatalog.load(List.of());
    return new DevicePoller(reader, catalog.catalog(), CLOCK)
        .poll(device, known, Runnable::run, DevicePoller.Tries.ALL)
        .get(30, TimeUnit.SECONDS);
  }

  private static PollOutcome poll(Function<List<Oid>, Optional<ReadResult>> script)
      throws Exception {
    return poll(
        ScriptedReader.of(system(text(NAME, "gw")), script), Gateway.device(Map.of(), List.of()));
  }

  private static PollOutcome.Failed failed(ReadResult always) throws Exception {
    return (PollOutcome.Failed) poll(oids -> Optional.of(always));
  }

  @Test
  void aDeviceWithoutSysObjectIdIsPolled() throws Exception {
    PollOutcome outcome = poll(oids -> Optional.empty());
    assertThat(outcome).isInstanceOf(PollOutcome.Answered.class);
    assertThat(((PollOutcome.Answered) outcome).reading().facts().sysObjectId()).isEmpty();
    assertThat(((PollOutcome.Answered) outcome).reading().facts().sysName()).isEqualTo("gw");
  }

  @Test
  void anAgentThatRefusesTheGroupIsAskedOneByOne() throws Exception {
    ReadResult refusal = new ReadResult.AgentError(2, 0, "noSuchName");
    ScriptedReader reader =
        ScriptedReader.of(
            system(text(NAME, "gw")),
            oids ->
                oids.size() > 1 || !List.of(NAME, UP_TIME).containsAll(oids)
                    ? Optional.of(refusal)
                    : Optional.empty());
    PollOutcome outcome = poll(reader, Gateway.device(Map.of(), List.of()));
    assertThat(outcome).isInstanceOf(PollOutcome.Answered.class);
    assertThat(((PollOutcome.Answered) outcome).reading().facts().sysName()).isEqualTo("gw");
    assertThat(((PollOutcome.Answered) outcome).reading().facts().sysUpTime()).isEqualTo(4711);
    assertThat(reader.gets().subList(0, 5)).extracting(List::size).containsExactly(4, 1, 1, 1, 1);
  }

  @Test
  void whatAPartialAnswerToldIsNotAskedAgain() throws Exception {
    ReadResult part = new ReadResult.Partial(List.of(text(DESCR, "box")), "genErr");
    ScriptedReader reader =
        ScriptedReader.of(
            system(text(NAME, "gw")),
            oids -> oids.size() > 1 && oids.contains(DESCR) ? Optional.of(part) : Optional.empty());
    PollOutcome.Answered outcome =
        (PollOutcome.Answered) poll(reader, Gateway.device(Map.of(), List.of()));
    assertThat(outcome.reading().facts().sysDescr()).isEqualTo("box");
    assertThat(outcome.reading().facts().sysName()).isEqualTo("gw");
    assertThat(reader.gets()).doesNotContain(List.of(DESCR));
  }

  @Test
  void failuresSayWhatWasTriedAndWhatHappened() throws Exception {
    PollOutcome.Failed silent =
        failed(new ReadResult.Timeout(3, "no answer (a wrong community looks the same)"));
    assertThat(silent.reachability()).isEqualTo(Board.Reachability.NO_RESPONSE);
    assertThat(silent.text())
        .endsWith(":1 after 3 tries (a wrong community looks the same)")
        .startsWith("no answer from ");
    assertThat(failed(new ReadResult.Timeout(2, "unknown host gw.example")).text())
        .endsWith(":1 after 2 tries: unknown host gw.example");
    assertThat(failed(new ReadResult.AgentError(5, 1, "genErr")).text())
        .endsWith(":1 answers nothing of the system group: genErr");
  }

  @Test
  void aRefusalKeepsItsKind() throws Exception {
    for (ReadResult.Refusal kind : ReadResult.Refusal.values()) {
      PollOutcome.Failed refused = failed(new ReadResult.Refused(kind, "usmStats"));
      assertThat(refused.reachability()).isEqualTo(Board.Reachability.AUTH_FAILURE);
      assertThat(refused.text()).contains(":1 refuses us, ").endsWith(": usmStats");
    }
    assertThat(failed(new ReadResult.Refused(ReadResult.Refusal.UNKNOWN_USER, "x")).text())
        .endsWith("refuses us, unknown user: x");
  }

  @Test
  void anSnmpV1AgentWithoutSysNameAndSysObjectIdIsRead() throws Exception {
    ask(
        system(text(DESCR, "old")),
        new SnmpCredential.V1(new Secret("public")),
        (reader, device) -> {
          PollOutcome outcome = poll(reader, device);
          assertThat(outcome).isInstanceOf(PollOutcome.Answered.class);
          assertThat(((PollOutcome.Answered) outcome).reading().facts().sysDescr())
              .isEqualTo("old");
          assertThat(((PollOutcome.Answered) outcome).reading().facts().sysName()).isEmpty();
        });
  }

  private interface Question {
    void ask(SnmpReader reader, MonitoredDevice device) throws Exception;
  }

  /** Asks a recording over SNMP. */
  private static void ask(SnmpRecording recording, SnmpCredential credential, Question question)
      throws Exception {
    try (SimulatorLoop loop = new SimulatorLoop(1);
        SimulatedAgent agent =
            SimulatedAgent.serving(
                    new RecordedDevice(new StaticContent(recording), CLOCK, 1), CLOCK)
                .start(loop);
        SnmpReader reader =
            new Snmp4jReader(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), ReaderLimits.of(8))) {
      SnmpTarget target =
          new SnmpTarget("gw", agent.address(), credential, Duration.ofSeconds(2), 1, 10);
      question.ask(
          reader,
          new MonitoredDevice(
              "gw", target, Gateway.INTERVAL, List.of(), Map.of(), Map.of(), List.of()));
    }
  }

  /** Made from RFC 4022: 250 connections that are being opened to a mail host. */
  private static SnmpRecording busy() {
    List<VarBind> all = new ArrayList<>();
    all.add(new VarBind(UP_TIME, new SnmpValue.TimeTicks(4711)));
    for (int port = 0; port < 250; port++) {
      all.add(
          new VarBind(
              Oid.parse(
                  "1.3.6.1.2.1.6.19.1.7.1.4.192.0.2.1." + (40_000 + port) + ".1.4.198.51.100.7.25"),
              new SnmpValue.Int(3)));
    }
    return SnmpRecording.of(all);
  }

  @Test
  void aDevicesOwnConnectionsAreReadWhereTheyAreSought() throws Exception {
    ask(
        busy(),
        new SnmpCredential.V2c(new Secret("public")),
        (reader, device) -> {
          DevicePoller.Polled unasked = poll(reader, device, DevicePoller.Acquaintance.none());
          assertThat(connections(unasked)).isEqualTo(OwnConnections.none());
          DevicePoller.Polled asked =
              poll(
                  reader,
                  device,
                  unasked.acquaintance().seeking(ConnectionReader.Sought.none().next(true, true)));
          assertThat(connections(asked))
              .isEqualTo(
                  new OwnConnections(
                      List.of(
                          new OwnConnections.Counted(
                              new OwnConnections.Group(
                                  "192.0.2.1", "198.51.100.7", MailPort.SMTP, "synSent"),
                              250)),
                      OptionalInt.empty()));
          assertThat(asked.acquaintance().sought().tables()).isPresent();
        });
  }

  private static OwnConnections connections(DevicePoller.Polled polled) {
    return ((PollOutcome.Answered) polled.outcome()).connections();
  }
}
