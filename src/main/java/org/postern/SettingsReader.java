package org.postern;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.postern.acl.AddressMatch;
import org.postern.acl.Binding;
import org.postern.agent.AgentUser;
import org.postern.agent.Community;
import org.postern.agent.Receiver;
import org.postern.agent.Rights;
import org.postern.agent.SourcePrefix;
import org.postern.agent.UsmAccount;
import org.postern.agent.View;
import org.postern.config.AgentConfig;
import org.postern.config.DeviceConfig;
import org.postern.config.MetricsConfig;
import org.postern.config.PosternConfig;
import org.postern.config.ReceiverConfig;
import org.postern.config.StoreConfig;
import org.postern.finding.DefaultExpectations;
import org.postern.finding.Policy;
import org.postern.poll.MonitoredDevice;
import org.postern.snmp.Oid;
import org.postern.snmp.ReaderLimits;
import org.postern.snmp.Secret;
import org.postern.snmp.SnmpCredential;
import org.postern.store.StoreSettings;

/** Turns a configuration into what the parts of the daemon take. */
final class SettingsReader {
  private static final Duration PUBLISH_EVERY = Duration.ofSeconds(1);
  private static final Pattern ENGINE_ID = Pattern.compile("([0-9a-fA-F]{2}){5,32}");

  private SettingsReader() {}

  static DaemonSettings daemon(PosternConfig config, ZoneId zone) {
    return new DaemonSettings(
        config.store().directory(),
        store(config),
        config.profilesDirectory().stream().toList(),
        devices(config),
        policy(config),
        zone,
        FindingSettings.detection(config),
        FindingSettings.book(config.detection()),
        FindingSettings.kinds(config.detection()),
        (device, time) ->
            config.maintenance().stream().anyMatch(window -> window.mutes(device, time)),
        new ReaderLimits(
            config.polling().inFlight(), config.polling().perSite(), config.polling().perDevice()),
        config.polling().rulesEvery(),
        config.agent().enabled() ? Optional.of(agent(config.agent())) : Optional.empty(),
        config.receivers().stream()
            .map(receiver -> receiver(receiver, config.agent().access()))
            .toList(),
        config.heartbeat().enabled() ? config.heartbeat().interval() : Duration.ZERO,
        Optional.of(config.metrics()).filter(MetricsConfig::enabled).map(MetricsConfig::listen),
        new DaemonSettings.NotificationPace(
            config.notifications().perMinute(),
            config.notifications().perKindPerMinute(),
            config.notifications().queue()),
        ConfigDigest.of(config.files()),
        PUBLISH_EVERY);
  }

  static Policy policy(PosternConfig config) {
    return config.policy().defaults()
        ? DefaultExpectations.of(config.policy().own())
        : config.policy().own();
  }

  static List<MonitoredDevice> devices(PosternConfig config) {
    return config.devices().stream()
        .filter(DeviceConfig::enabled)
        .map(SettingsReader::device)
        .toList();
  }

  private static MonitoredDevice device(DeviceConfig device) {
    Map<String, List<Binding>> bindings = new HashMap<>();
    for (DeviceConfig.ListBinding each : device.bindings()) {
      bindings.computeIfAbsent(each.list(), list -> new ArrayList<>()).add(each.binding());
    }
    return new MonitoredDevice(
        device.name(),
        device.target(),
        device.interval(),
        device.profiles(),
        device.zones(),
        bindings,
        device.counters().stream()
            .map(
                each ->
                    new MonitoredDevice.CounterBinding(
                        each.list(), each.counter(), each.port(), each.direction(), each.action()))
            .toList());
  }

  private static StoreSettings store(PosternConfig config) {
    StoreSettings standard = StoreSettings.defaults();
    Duration slice = standard.sampleSlice();
    StoreConfig.Retention retention = config.store().retention();
    Duration kept = atLeast(slice, retention.raw());
    return new StoreSettings(
        standard.transitionsKept(),
        retention.transitions(),
        standard.clearedFindingsKept(),
        standard.versionsKept(),
        kept,
        new StoreSettings.RollUpsKept(
            atLeast(kept, retention.fiveMinutes()),
            atLeast(kept, retention.hourly()),
            atLeast(kept, retention.daily())),
        slice,
        config.store().maxBytes(),
        standard.sampleQueue(),
        standard.backupEvery(),
        standard.backupsKept());
  }

  private static Duration atLeast(Duration least, Duration wanted) {
    return wanted.compareTo(least) < 0 ? least : wanted;
  }

  private static DaemonSettings.AgentPlan agent(AgentConfig agent) {
    List<Community> communities = new ArrayList<>();
    List<AgentUser> users = new ArrayList<>();
    for (AgentConfig.Access access : agent.access()) {
      SnmpCredential credential = access.credential();
      if (credential instanceof SnmpCredential.V1 v1) {
        communities.add(community(access, v1.community()));
      } else if (credential instanceof SnmpCredential.V2c v2c) {
        communities.add(community(access, v2c.community()));
      } else {
        users.add(new AgentUser(Accounts.of(credential), prefixes(access), rights(access)));
      }
    }
    return new DaemonSettings.AgentPlan(
        explicit(agent.listen()),
        agent.arc().toString(),
        communities,
        users,
        agent.maxMessageSize(),
        agent.authenticationTraps(),
        agent.engineIdFile().map(SettingsReader::engineId));
  }

  private static Community community(AgentConfig.Access access, Secret text) {
    return new Community(access.name(), text.reveal(), prefixes(access), rights(access));
  }

  private static Rights rights(AgentConfig.Access access) {
    return new Rights(view(access.readView()), view(access.writeView()));
  }

  private static View view(AgentConfig.View view) {
    // What the built-in view leaves out is not served at all.
    return view.equals(AgentConfig.View.all())
        ? View.ALL
        : new View(
            view.include().stream().map(Oid::toString).toList(),
            view.exclude().stream().map(Oid::toString).toList());
  }

  static String engineId(Path file) {
    String text;
    try {
      text = Files.readString(file).strip();
    } catch (IOException e) {
      throw new CommandFailure(
          ExitCode.INVALID_INPUT, "agent.engineIdFile " + file + " cannot be read: " + e, e);
    }
    String digits = text.replaceFirst("^0x", "").replaceAll("[ :]", "");
    if (!ENGINE_ID.matcher(digits).matches()) {
      throw new CommandFailure(
          ExitCode.INVALID_INPUT,
          "agent.engineIdFile " + file + " must hold 5 to 32 octets in hex, and nothing else");
    }
    return digits;
  }

  private static List<SourcePrefix> prefixes(AgentConfig.Access access) {
    return access.sources().stream().map(AddressMatch::text).map(SourcePrefix::parse).toList();
  }

  /**
   * An agent that listens on "all addresses" would answer from another address than the one it was
   * asked at, so each local address gets a socket of its own.
   */
  private static List<InetSocketAddress> explicit(List<InetSocketAddress> listen) {
    List<InetSocketAddress> all = new ArrayList<>();
    for (InetSocketAddress address : listen) {
      if (address.isUnresolved() || !address.getAddress().isAnyLocalAddress()) {
        all.add(address);
        continue;
      }
      boolean ipv4Only = address.getAddress().getAddress().length == 4;
      try {
        for (NetworkInterface each : Collections.list(NetworkInterface.getNetworkInterfaces())) {
          for (InetAddress local : Collections.list(each.getInetAddresses())) {
            if (!ipv4Only || local.getAddress().length == 4) {
              all.add(new InetSocketAddress(local, address.getPort()));
            }
          }
        }
      } catch (IOException e) {
        throw new CommandFailure(
            ExitCode.LISTEN, "the local addresses cannot be listed: " + e.getMessage(), e);
      }
    }
    return all;
  }

  static Receiver receiver(ReceiverConfig config, List<AgentConfig.Access> access) {
    Receiver.Version version = Receiver.Version.V2C;
    String community = "";
    Optional<UsmAccount> user = Optional.empty();
    if (config.credential() instanceof SnmpCredential.V1 v1) {
      version = Receiver.Version.V1;
      community = v1.community().reveal();
    } else if (config.credential() instanceof SnmpCredential.V2c v2c) {
      community = v2c.community().reveal();
    } else {
      version = Receiver.Version.V3;
      user = Optional.of(Accounts.of(config.credential()));
    }
    return new Receiver(
        config.name(),
        config.address(),
        version,
        community,
        user,
        config.type() == ReceiverConfig.Type.INFORM,
        config.minSeverity(),
        config.kinds(),
        config.timeout(),
        config.retries(),
        access.stream()
            .filter(each -> each.credential().equals(config.credential()))
            .findFirst()
            .map(each -> view(each.notifyView()))
            .orElse(View.ALL));
  }
}
