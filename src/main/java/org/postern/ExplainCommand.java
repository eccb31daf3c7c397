package org.postern;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.postern.acl.MailPort;
import org.postern.poll.MonitoredDevice;
import org.postern.poll.SinglePoll;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

/** Says why a port's verdict is what it is. */
@Command(
    name = "explain",
    description = {
      "Says in words why a device does with a mail port what it does.",
      "The access lists on the way, each entry that can match, what it takes, the conclusion;",
      "and what is usual for its hits, or for the traffic of an interface.",
      "Asks the running daemon; if none runs, asks the device once."
    },
    mixinStandardHelpOptions = true)
final class ExplainCommand implements Callable<Integer> {
  @Parameters(index = "0", paramLabel = "DEVICE", description = "Name of a device.")
  private String device;

  @Parameters(
      index = "1",
      paramLabel = "PORT",
      description = "A mail port (25, smtp, ...), or an interface.")
  private String port;

  @Option(names = "--crossing", paramLabel = "NAME", description = "Only this crossing.")
  private @Nullable String crossing;

  @Mixin private ConfigOptions config;
  @Mixin private OutputOptions output;

  @Override
  public Integer call() {
    ConfigOptions.Loaded loaded = config.load();
    Map<String, String> arguments = new HashMap<>(Map.of("device", device, "port", port));
    if (crossing != null) {
      arguments.put("crossing", crossing);
    }
    Optional<JsonNode> answer =
        new ControlClient(loaded.config().store().directory()).ask("explain", arguments);
    List<String> lines =
        answer.isPresent()
            ? Arrays.asList(Json.convert(answer.get(), String[].class))
            : live(loaded, mailPort());
    if (lines.isEmpty()) {
      throw new CommandFailure(
          ExitCode.NOT_FOUND,
          device
              + ": nothing to explain: no access list is known for this port"
              + (crossing == null ? "" : " and crossing " + crossing));
    }
    if (output.json()) {
      output.json(lines);
    } else {
      output.lines(lines);
    }
    return ExitCode.OK;
  }

  private MailPort mailPort() {
    return MailPort.parse(port)
        .orElseThrow(
            () ->
                new CommandFailure(
                    ExitCode.NOT_FOUND,
                    port
                        + " is not a mail port; those are "
                        + Arrays.stream(MailPort.values())
                            .map(each -> each.number() + " (" + each.serviceName() + ")")
                            .toList()));
  }

  private List<String> live(ConfigOptions.Loaded loaded, MailPort parsed) {
    List<MonitoredDevice> named =
        SettingsReader.devices(loaded.config()).stream()
            .filter(each -> device.equals(each.name()))
            .toList();
    if (named.isEmpty()) {
      throw new CommandFailure(ExitCode.NOT_FOUND, "no such device: " + device);
    }
    SinglePoll.Result result =
        LiveDevices.poll(named, loaded.catalog(), SettingsReader.policy(loaded.config())).get(0);
    if (result.device().lastGoodPoll().isEmpty()) {
      throw new CommandFailure(ExitCode.DEVICE, device + ": " + result.device().reachabilityText());
    }
    return result.explain(parsed, Optional.ofNullable(crossing));
  }
}
