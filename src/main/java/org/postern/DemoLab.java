package org.postern;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.postern.acl.Action;
import org.postern.acl.AddressMatch;
import org.postern.acl.MailPort;
import org.postern.agent.AgentSettings;
import org.postern.agent.Community;
import org.postern.agent.Receiver;
import org.postern.counter.DayClass;
import org.postern.counter.Seasons;
import org.postern.finding.BookSettings;
import org.postern.finding.DefaultExpectations;
import org.postern.finding.DetectionSettings;
import org.postern.finding.KindRules;
import org.postern.finding.Maintenance;
import org.postern.finding.Policy;
import org.postern.finding.SeriesPlan;
import org.postern.finding.Severity;
import org.postern.poll.MonitoredDevice;
import org.postern.snmp.ReaderLimits;
import org.postern.snmp.Secret;
import org.postern.snmp.SnmpCredential;
import org.postern.snmp.SnmpRecording;
import org.postern.snmp.SnmpTarget;
import org.postern.snmp.SnmpValue;
import org.postern.snmp.VarBind;
import org.postern.snmp.simulator.DeviceContent;
import org.postern.snmp.simulator.RatedContent;
import org.postern.snmp.simulator.RecordedDevice;
import org.postern.snmp.simulator.SimulatedAgent;
import org.postern.snmp.simulator.SimulatorLoop;
import org.postern.store.StoreSettings;

/** The demo's network: two simulated devices on loopback, and how the daemon is to watch them. */
final class DemoLab implements AutoCloseable {
  static final String COMMUNITY = "public";
  static final Duration POLL = Duration.ofMillis(1500);

  private static final InetAddress LOOPBACK = InetAddress.getLoopbackAddress();
  private static final Secret ANY = new Secret(COMMUNITY);

  private final SimulatorLoop loop;
  private final List<SimulatedAgent> agents = new ArrayList<>();
  private final DemoRouter content;

  DemoLab(Path directory, List<DemoPhase> story) throws IOException {
    loop = new SimulatorLoop(1);
    try {
      SnmpRecording router = recording("router", directory);
      content = new DemoRouter(router, story);
      agents.add(serve(content));
      agents.add(serve(moving(recording("firewall", directory))));
    } catch (IOException | RuntimeException e) {
      close();
      throw e;
    }
  }

  private SimulatedAgent serve(DeviceContent content) throws IOException {
    Clock clock = Clock.systemUTC();
    return SimulatedAgent.serving(new RecordedDevice(content, clock, 1), clock)
        .at(new InetSocketAddress(LOOPBACK, 0))
        .community(ANY)
        .start(loop);
  }

  private static SnmpRecording recording(String name, Path directory) throws IOException {
    Path file = directory.resolve(name + ".snmprec");
    try (InputStream in = DemoLab.class.getResourceAsStream("/demo/" + name + ".snmprec")) {
      if (in == null) {
        throw new IllegalStateException("the jar lacks the recording " + name);
      }
      Files.copy(in, file, StandardCopyOption.REPLACE_EXISTING);
    }
    return SnmpRecording.load(file);
  }

  /** The firewall a minute later: every counter has moved a little. */
  private static DeviceContent moving(SnmpRecording now) {
    List<VarBind> later = new ArrayList<>();
    int step = 0;
    for (VarBind each : now.varBinds()) {
      SnmpValue value = each.value();
      step = step % 7 + 1;
      if (value instanceof SnmpValue.TimeTicks ticks) {
        value = new SnmpValue.TimeTicks(ticks.value() + 6_000);
      } else if (value instanceof SnmpValue.Counter64 counter) {
        value = new SnmpValue.Counter64(counter.value() + 90L * step);
      }
      later.add(new VarBind(each.oid(), value));
    }
    return new RatedContent(now, SnmpRecording.of(later));
  }

  /** From now on the story's clock runs; until then all is well. */
  void beginStory() {
    content.beginStory();
  }

  /** The simulated router and firewall. */
  List<InetSocketAddress> addresses() {
    return agents.stream().map(SimulatedAgent::address).toList();
  }

  /** How the daemon watches them. */
  DaemonSettings settings(Path store, InetSocketAddress receiver) {
    return new DaemonSettings(
        store,
        StoreSettings.defaults(),
        List.of(),
        List.of(
            device("rtr1", 0, Map.of("out0", "untrusted", "dmz0", "mail-dmz", "lan0", "clients")),
            device("fw1", 1, Map.of("GE1/0/1", "untrusted", "GE1/0/2", "branch-mail"))),
        policy(),
        ConfigOptions.zone(),
        DetectionSettings.defaults().with(timeLapse()),
        BookSettings.defaults(),
        KindRules.none(),
        Maintenance.never(),
        ReaderLimits.of(64),
        Duration.ZERO,
        Optional.of(
            new DaemonSettings.AgentPlan(
                List.of(new InetSocketAddress(LOOPBACK, 0)),
                AgentSettings.DOCUMENTATION_ARC,
                List.of(Community.reader(COMMUNITY, List.of())),
                List.of(),
                AgentSettings.ETHERNET_MESSAGE_SIZE,
                false,
                Optional.empty())),
        List.of(Receiver.v2cTrap("demo", receiver, COMMUNITY)),
        Duration.ofSeconds(30),
        Optional.empty(),
        new DaemonSettings.NotificationPace(60, 60, 1_000),
        "demo",
        Duration.ofMillis(500));
  }

  /** In the story a day lasts two polls, so that what is usual is known after some seconds. */
  private static SeriesPlan timeLapse() {
    Duration day = POLL.multipliedBy(2);
    return SeriesPlan.of(
        POLL,
        day,
        6,
        2,
        device ->
            time ->
                new Seasons.Slot(
                    DayClass.WORKING,
                    Math.toIntExact(time.toEpochMilli() / day.toMillis()),
                    0,
                    false));
  }

  private MonitoredDevice device(String name, int position, Map<String, String> zones) {
    SnmpTarget target =
        new SnmpTarget(
            name,
            agents.get(position).address(),
            new SnmpCredential.V2c(ANY),
            Duration.ofSeconds(1),
            1,
            20);
    return new MonitoredDevice(name, target, POLL, List.of(), zones, Map.of(), List.of());
  }

  private static Policy policy() {
    AddressMatch mail = AddressMatch.parse("172.29.20.25");
    Policy.End untrusted = new Policy.End(Optional.of("untrusted"), Optional.empty(), false);
    Policy.End branch = new Policy.End(Optional.of("branch-mail"), Optional.empty(), false);
    Set<MailPort> encrypted =
        Set.of(MailPort.SMTP, MailPort.SUBMISSION, MailPort.IMAPS, MailPort.POP3S);
    return DefaultExpectations.of(
        new Policy(
            Map.of(
                "untrusted", zone("untrusted"),
                "mail-dmz", zone("mail-dmz", "172.29.20.0/24"),
                "branch-mail", zone("branch-mail", "198.51.100.25"),
                "clients", zone("clients", "172.29.30.0/24")),
            Map.of(
                "mx", new Policy.Role("mx", "mail-dmz", List.of(mail)),
                "relay-out", new Policy.Role("relay-out", "mail-dmz", List.of(mail)),
                "submission", new Policy.Role("submission", "mail-dmz", List.of(mail)),
                "access", new Policy.Role("access", "mail-dmz", List.of(mail))),
            List.of(
                new Policy.Expectation(
                    "branch-open",
                    untrusted,
                    branch,
                    encrypted,
                    Action.PERMIT,
                    Severity.MAJOR,
                    "the branch receives mail and offers encrypted access"),
                new Policy.Expectation(
                    "branch-closed",
                    untrusted,
                    branch,
                    Set.of(MailPort.POP3, MailPort.IMAP, MailPort.SUBMISSIONS),
                    Action.DENY,
                    Severity.MAJOR,
                    "the branch offers no cleartext access")),
            List.of(
                exception("E5", "465 is not offered", Set.of(MailPort.SUBMISSIONS), "any"),
                exception(
                    "E6",
                    "clients use the submission server of the house",
                    Set.of(MailPort.SUBMISSIONS, MailPort.SUBMISSION),
                    "any"),
                exception(
                    "E8",
                    "the jump host still speaks cleartext",
                    Set.of(MailPort.POP3, MailPort.IMAP),
                    "172.29.10.50"))));
  }

  private static Policy.Zone zone(String name, String... prefixes) {
    return new Policy.Zone(name, Stream.of(prefixes).map(AddressMatch::parse).toList());
  }

  private static Policy.PolicyException exception(
      String expectation, String reason, Set<MailPort> ports, String source) {
    return new Policy.PolicyException(
        expectation,
        Optional.of("rtr1"),
        ports,
        AddressMatch.parse(source),
        AddressMatch.any(),
        "mail operations",
        reason,
        LocalDate.of(2099, 12, 31));
  }

  @Override
  public void close() {
    agents.forEach(SimulatedAgent::close);
    loop.close();
  }
}
