package org.postern;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.postern.acl.AddressMatch;
import org.postern.agent.AgentSettings;
import org.postern.agent.AgentUser;
import org.postern.agent.Community;
import org.postern.agent.Receiver;
import org.postern.agent.Rights;
import org.postern.agent.UsmAccount;
import org.postern.agent.View;
import org.postern.finding.BookSettings;
import org.postern.finding.DefaultExpectations;
import org.postern.finding.DetectionSettings;
import org.postern.finding.KindRules;
import org.postern.finding.Maintenance;
import org.postern.finding.Policy;
import org.postern.poll.MonitoredDevice;
import org.postern.profile.CatalogResult;
import org.postern.profile.ProfileCatalog;
import org.postern.snmp.ReaderLimits;
import org.postern.snmp.Secret;
import org.postern.snmp.SnmpCredential;
import org.postern.snmp.SnmpTarget;
import org.postern.snmp.simulator.DeviceContent;
import org.postern.snmp.simulator.RecordedDevice;
import org.postern.snmp.simulator.SimulatedAgent;
import org.postern.snmp.simulator.SimulatedAgentBuilder;
import org.postern.snmp.simulator.SimulatorLoop;
import org.postern.store.StoreSettings;

/** Simulated devices on loopback, and daemons that watch all of them. */
final class DeviceRack implements AutoCloseable {
  static final String COMMUNITY = "rack-community";
  static final Duration INTERVAL = Duration.ofMillis(500);

  /** A community that may set what can be set of findings. */
  static final String OPERATORS = "rack-operators";

  private static final Rights WRITERS =
      new Rights(
          View.ALL,
          new View(
              List.of(
                  AgentSettings.DOCUMENTATION_ARC + ".1.2",
                  AgentSettings.DOCUMENTATION_ARC + ".1.8"),
              List.of()));

  private static final InetAddress LOOPBACK = InetAddress.getLoopbackAddress();

  private final SimulatorLoop loop;
  private final Map<String, SimulatedAgent> agents = new LinkedHashMap<>();
  private final List<Receiver> receivers = new ArrayList<>();
  private final List<UsmAccount> readers = new ArrayList<>();

  DeviceRack() throws IOException {
    loop = new SimulatorLoop(1);
  }

  /** Describes an agent that answers the rack's community only. */
  static SimulatedAgentBuilder serving(DeviceContent content) {
    Clock clock = Clock.systemUTC();
    return SimulatedAgent.serving(new RecordedDevice(content, clock, 1), clock)
        .at(new InetSocketAddress(LOOPBACK, 0))
        .community(new Secret(COMMUNITY));
  }

  SimulatedAgent add(String name, SimulatedAgentBuilder builder) throws IOException {
    SimulatedAgent agent = builder.start(loop);
    agents.put(name, agent);
    return agent;
  }

  SimulatedAgent add(String name, DeviceContent content) throws IOException {
    return add(name, serving(content));
  }

  /** Daemons started from now on tell it. */
  void tell(Receiver receiver) {
    receivers.add(receiver);
  }

  /** Daemons that are started from now on answer this user, beside the rack's communities. */
  void admit(UsmAccount reader) {
    readers.add(reader);
  }

  /** The items of "devices" for a daemon in a process of its own. */
  String devicesInYaml() {
    StringBuilder devices = new StringBuilder();
    agents.forEach(
        (name, agent) ->
            devices.append(
                """
                  - name: %s
                    address: "127.0.0.1:%d"
                    credential: rack
                    zones: {out0: untrusted, dmz0: mail-dmz, lan0: clients}
                """
                    .formatted(name, agent.address().getPort())));
    return devices.toString();
  }

  Map<String, SimulatedAgent> agents() {
    return agents;
  }

  /** Starts a daemon in this process. */
  Daemon start(Path store) {
    ProfileCatalog catalog = ((CatalogResult.Loaded) ProfileCatalog.load(List.of())).catalog();
    return Daemon.start(settings(store), catalog, Clock.systemUTC());
  }

  private DaemonSettings settings(Path store) {
    return new DaemonSettings(
        store,
        StoreSettings.defaults(),
        List.of(),
        agents.keySet().stream().map(this::device).toList(),
        policy(),
        ZoneOffset.UTC,
        DetectionSettings.defaults(),
        BookSettings.defaults(),
        KindRules.none(),
        Maintenance.never(),
        ReaderLimits.of(64),
        Duration.ZERO,
        Optional.of(
            new DaemonSettings.AgentPlan(
                List.of(new InetSocketAddress(LOOPBACK, 0)),
                AgentSettings.DOCUMENTATION_ARC,
                List.of(
                    Community.reader(COMMUNITY, List.of()),
                    new Community("operators", OPERATORS, List.of(), WRITERS)),
                readers.stream().map(AgentUser::reader).toList(),
                AgentSettings.ETHERNET_MESSAGE_SIZE,
                false,
                Optional.empty())),
        receivers,
        Duration.ZERO,
        Optional.of(new InetSocketAddress(LOOPBACK, 0)),
        new DaemonSettings.NotificationPace(600, 600, 1_000),
        "rack",
        Duration.ofMillis(200));
  }

  private MonitoredDevice device(String name) {
    SnmpTarget target =
        new SnmpTarget(
            name,
            agents.get(name).address(),
            new SnmpCredential.V2c(new Secret(COMMUNITY)),
            Duration.ofMillis(600),
            1,
            20);
    return new MonitoredDevice(
        name,
        target,
        INTERVAL,
        List.of(),
        Map.of("out0", "untrusted", "dmz0", "mail-dmz", "lan0", "clients"),
        Map.of(),
        List.of());
  }

  private static Policy policy() {
    return DefaultExpectations.of(
        new Policy(
            Map.of(
                "untrusted", new Policy.Zone("untrusted", List.of()),
                "mail-dmz", zone("mail-dmz", "172.29.20.25"),
                "clients", zone("clients", "172.29.30.0/24")),
            Map.of(),
            List.of(),
            List.of()));
  }

  private static Policy.Zone zone(String name, String prefix) {
    return new Policy.Zone(name, List.of(AddressMatch.parse(prefix)));
  }

  @Override
  public void close() {
    agents.values().forEach(SimulatedAgent::close);
    loop.close();
  }
}
