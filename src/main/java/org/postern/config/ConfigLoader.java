package org.postern.config;

import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.postern.snmp.SnmpCredential;

/**
 * Reads a configuration file and all that it includes.
 *
 * <p>Nothing is thrown for what a file says or for a file that cannot be read: everything wrong
 * comes back at once, so that a running daemon can look at a changed configuration aside and keep
 * the one it has.
 */
public final class ConfigLoader {
  private ConfigLoader() {}

  /**
   * Loads with a fixed set of profiles.
   *
   * @param environment environment variables that secrets may refer to
   * @param today decides which exceptions are over
   * @param knownProfiles ids of device profiles
   */
  public static ConfigResult load(
      Path file, Map<String, String> environment, LocalDate today, Set<String> knownProfiles) {
    return load(file, environment, today, directory -> knownProfiles);
  }

  /**
   * Loads where the file itself may say in which directory more profiles are.
   *
   * @param environment environment variables that secrets may refer to
   * @param today decides which exceptions are over
   * @param knownProfiles ids of all device profiles, given the operator's directory of them
   */
  public static ConfigResult load(
      Path file,
      Map<String, String> environment,
      LocalDate today,
      Function<Optional<Path>, Set<String>> knownProfiles) {
    Problems problems = new Problems();
    Includes includes = new Includes(problems);
    Optional<Section> root = includes.readMain(file);
    if (root.isEmpty()) {
      return new ConfigResult.Invalid(problems.errors());
    }
    PosternConfig config =
        read(root.get(), includes, new SecretSource(environment), today, knownProfiles, problems);
    return problems.hasErrors()
        ? new ConfigResult.Invalid(problems.errors())
        : new ConfigResult.Loaded(config, problems.warnings());
  }

  private static PosternConfig read(
      Section root,
      Includes includes,
      SecretSource secrets,
      LocalDate today,
      Function<Optional<Path>, Set<String>> knownProfiles,
      Problems problems) {
    Names names = new Names(problems);
    Map<String, SnmpCredential> credentials =
        new CredentialReader(secrets, names).read(root.section("credentials"));
    names.credentialsAre(credentials);
    Set<String> deviceNames = DeviceReader.names(includes.devices());
    PolicyReader policyReader = new PolicyReader(problems, names, today);
    PolicyConfig policy = policyReader.read(root.section("policy"), deviceNames);
    PollingConfig polling = PollingReader.read(root.section("polling"), PollingConfig.standard());
    Optional<Path> profilesDirectory = root.section("profiles").path("directory");
    DeviceReader deviceReader =
        new DeviceReader(
            problems,
            names,
            polling,
            knownProfiles.apply(profilesDirectory),
            policyReader.zoneNames(),
            policyReader.roleNames());
    List<DeviceConfig> devices = new ArrayList<>();
    DeviceRoles roles = new DeviceRoles(policy, problems);
    for (Section section : includes.devices()) {
      Optional<DeviceConfig> device = deviceReader.device(section);
      device.ifPresent(devices::add);
      device.ifPresent(each -> roles.add(section, each));
    }
    if (includes.devices().isEmpty()) {
      root.doubtful("devices", "there is no device to watch");
    }
    PosternConfig config =
        new PosternConfig(
            new AgentReader(problems, names).read(root.section("agent")),
            StoreReader.read(root.section("store")),
            polling,
            credentials,
            profilesDirectory,
            devices,
            roles.joined(),
            DetectionReader.read(
                root.section("detection"),
                new OverrideReader(problems, deviceNames),
                sites(devices)),
            new ReceiverReader(names).read(root.sections("receivers")),
            new MaintenanceReader(problems, deviceNames, devices)
                .read(root.sections("maintenance")),
            heartbeat(root.section("heartbeat")),
            metrics(root.section("metrics")),
            notifications(root.section("notifications")),
            includes.files());
    names.warnOfUnused();
    return config;
  }

  private static NotificationConfig notifications(Section section) {
    NotificationConfig standard = NotificationConfig.standard();
    return new NotificationConfig(
        section.integer("perMinute", 1, NotificationConfig.MOST_PER_MINUTE, standard.perMinute()),
        section.integer(
            "perKindPerMinute", 1, NotificationConfig.MOST_PER_MINUTE, standard.perKindPerMinute()),
        section.integer(
            "queue",
            NotificationConfig.LEAST_QUEUE,
            NotificationConfig.MOST_QUEUE,
            standard.queue()));
  }

  private static Set<String> sites(List<DeviceConfig> devices) {
    return devices.stream().flatMap(device -> device.site().stream()).collect(Collectors.toSet());
  }

  private static HeartbeatConfig heartbeat(Section section) {
    HeartbeatConfig standard = HeartbeatConfig.standard();
    return new HeartbeatConfig(
        section.flag("enabled", standard.enabled()),
        section
            .duration("interval", PollingConfig.LEAST_INTERVAL, PollingConfig.MOST_INTERVAL)
            .orElse(standard.interval()));
  }

  private static MetricsConfig metrics(Section section) {
    MetricsConfig standard = MetricsConfig.standard();
    Optional<String> text = section.text("listen");
    Optional<InetSocketAddress> listen =
        text.flatMap(address -> Addresses.socket(address, MetricsConfig.PORT));
    if (text.isPresent() && listen.isEmpty()) {
      section.wrong("listen", Addresses.ADDRESS_FORM);
    }
    boolean enabled = section.flag("enabled", standard.enabled());
    if (enabled && listen.isPresent() && !listen.get().getAddress().isLoopbackAddress()) {
      section.doubtful("listen", "whoever reaches this address may read everything; no password");
    }
    return new MetricsConfig(enabled, listen.orElse(standard.listen()));
  }
}
