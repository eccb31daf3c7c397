package org.postern;

import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.postern.finding.Severity;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;

/** A check for Nagios, Icinga and whatever else runs their plugins. */
@Command(
    name = "nagios",
    description = {
      "Checks the running daemon as a plugin of Nagios or Icinga.",
      "Exits with 0 OK, 1 WARNING, 2 CRITICAL or 3 UNKNOWN, unlike the other commands."
    },
    exitCodeOnInvalidInput = NagiosStatus.UNKNOWN,
    exitCodeOnExecutionException = NagiosStatus.UNKNOWN,
    mixinStandardHelpOptions = true)
final class NagiosCommand implements Callable<Integer> {
  @Option(names = "--device", paramLabel = "NAME", description = "Check this device only.")
  private @Nullable String device;

  @Option(
      names = {"-w", "--warning"},
      paramLabel = "SEVERITY",
      defaultValue = "warning",
      description =
          "WARNING from this severity on: ${COMPLETION-CANDIDATES}. Default: ${DEFAULT-VALUE}")
  private Severity warning;

  @Option(
      names = {"-k", "--critical"},
      paramLabel = "SEVERITY",
      defaultValue = "major",
      description = "CRITICAL from this severity on. Default: ${DEFAULT-VALUE}")
  private Severity critical;

  @Option(
      names = "--age",
      paramLabel = "SECONDS",
      defaultValue = "600",
      description = "UNKNOWN if the results are older. Default: ${DEFAULT-VALUE}")
  private long age;

  @Mixin private ConfigOptions config;
  @Mixin private PlainOutput output;

  @Override
  public Integer call() {
    NagiosStatus status = status();
    output.lines(status.lines());
    return status.code();
  }

  private NagiosStatus status() {
    try {
      ControlClient daemon = new ControlClient(config.load().config().store().directory());
      Optional<String> only = Optional.ofNullable(device);
      Optional<JsonNode> status = daemon.ask("status", Map.of("device", only.orElse("")));
      Optional<JsonNode> findings = daemon.ask("findings", Map.of());
      if (status.isEmpty() || findings.isEmpty()) {
        return NagiosStatus.unknown("no daemon runs here");
      }
      return NagiosStatus.of(
          Json.convert(status.get(), StatusView.class),
          findings(findings.get()),
          only,
          new NagiosStatus.Levels(warning, critical, Duration.ofSeconds(age)),
          Clock.systemUTC().instant());
    } catch (CommandFailure e) {
      return NagiosStatus.unknown(String.valueOf(e.getMessage()));
    }
  }

  private static List<FindingView> findings(JsonNode answer) {
    return Arrays.asList(Json.convert(answer, FindingView[].class));
  }
}
