package org.postern;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.postern.finding.Policy;
import org.postern.poll.MonitoredDevice;
import org.postern.poll.PollOutcome;
import org.postern.poll.SinglePoll;
import org.postern.profile.DeviceReading;
import org.postern.profile.ProfileCatalog;
import org.postern.snmp.Secret;
import org.postern.snmp.SnmpCredential;
import org.postern.snmp.SnmpTarget;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Asks one device once and shows all that it tells. */
@Command(
    name = "poll",
    description = {
      "Asks one device once and shows all it tells; stores nothing.",
      "That is what it is, its interfaces, its access lists with hits, and what they do with each",
      "mail port. The device is a name from the configuration, or HOST[:PORT] together with",
      "--community (SNMPv2c)."
    },
    mixinStandardHelpOptions = true)
final class PollCommand implements Callable<Integer> {
  private static final int SNMP_PORT = 161;

  @Parameters(paramLabel = "DEVICE", description = "A configured name, or HOST[:PORT].")
  private String device;

  @Option(
      names = "--community",
      paramLabel = "TEXT",
      description =
          "Community for HOST[:PORT]. Others on this machine may see it in the process list; for"
              + " more than a first look use the configuration.")
  private @Nullable String community;

  @Mixin private ConfigOptions config;
  @Mixin private OutputOptions output;

  private record Asked(MonitoredDevice device, ProfileCatalog catalog, Policy policy) {}

  @Override
  public Integer call() {
    Asked asked = community == null ? configured() : named(new Secret(community));
    SinglePoll.Result result =
        LiveDevices.poll(List.of(asked.device()), asked.catalog(), asked.policy()).get(0);
    if (result.outcome() instanceof PollOutcome.Failed failed) {
      throw new CommandFailure(ExitCode.DEVICE, asked.device().name() + ": " + failed.text());
    }
    PollOutcome.Answered answered = (PollOutcome.Answered) result.outcome();
    List<PortView> ports =
        result.ports().stream().map(row -> PortView.of(asked.device().name(), row)).toList();
    if (output.json()) {
      output.json(
          Map.of(
              "device", DeviceView.of(result.device()),
              "reading", ReadingView.of(answered.reading()),
              "ports", ports));
    } else {
      PollReport.print(output, result.device(), answered, ports);
    }
    return isWhole(answered.reading()) ? ExitCode.OK : ExitCode.DEVICE;
  }

  private static boolean isWhole(DeviceReading reading) {
    return reading.gaps().isEmpty()
        && reading.accessLists().stream().allMatch(each -> each.list().gaps().isEmpty());
  }

  private Asked configured() {
    if (!config.isNamed() && !config.exists()) {
      throw new CommandFailure(
          ExitCode.INVALID_INPUT,
          "there is no " + config.file() + "; name one with --config, or give --community");
    }
    ConfigOptions.Loaded loaded = config.load();
    MonitoredDevice found =
        SettingsReader.devices(loaded.config()).stream()
            .filter(each -> each.name().equals(device))
            .findFirst()
            .orElseThrow(
                () ->
                    new CommandFailure(
                        ExitCode.NOT_FOUND,
                        "no such device in "
                            + config.file()
                            + ": "
                            + device
                            + " (for HOST[:PORT] give --community)"));
    return new Asked(found, loaded.catalog(), SettingsReader.policy(loaded.config()));
  }

  private Asked named(Secret secret) {
    SnmpTarget target =
        new SnmpTarget(
            device, address(), new SnmpCredential.V2c(secret), Duration.ofSeconds(2), 2, 10);
    MonitoredDevice adHoc =
        new MonitoredDevice(
            device, target, Duration.ofMinutes(1), List.of(), Map.of(), Map.of(), List.of());
    return new Asked(adHoc, config.catalog(List.of()), Policy.empty());
  }

  private InetSocketAddress address() {
    String host = device;
    int port = SNMP_PORT;
    int colon = device.lastIndexOf(':');
    boolean plainIpv6 = colon >= 0 && device.indexOf(':') != colon && !device.startsWith("[");
    if (colon >= 0 && !plainIpv6 && !device.endsWith("]")) {
      host = device.substring(0, colon);
      try {
        port = Integer.parseInt(device.substring(colon + 1));
      } catch (NumberFormatException e) {
        throw new CommandFailure(ExitCode.USAGE, "not HOST[:PORT]: " + device, e);
      }
    }
    if (port < 1 || port > 65_535) {
      throw new CommandFailure(ExitCode.USAGE, "not a port: " + port);
    }
    try {
      return new InetSocketAddress(InetAddress.getByName(host), port);
    } catch (UnknownHostException e) {
      throw new CommandFailure(ExitCode.DEVICE, "unknown host: " + host, e);
    }
  }
}
