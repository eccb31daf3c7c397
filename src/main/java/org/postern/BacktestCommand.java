package org.postern;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.postern.config.Suggestion;
import org.postern.finding.Transition;
import org.postern.poll.MonitoredDevice;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Replays the past of a device, or a series in a file, through the detectors. */
@Command(
    name = "backtest",
    description = {
      "Says what the levels of the configuration would have raised in the past.",
      "Of a DEVICE: in the rates and hits that are kept of it, as the daemon would have judged",
      "them, beginning with nothing learned so long before --since as learning may need.",
      "Asks the running daemon for them; if none runs, reads the store.",
      "A FILE has a time and a value on each line, separated by a comma, one window a line; a",
      "time without a zone is in detection.calendar.timeZone. Learning begins with the first line."
    },
    mixinStandardHelpOptions = true)
final class BacktestCommand implements Callable<Integer> {
  @Parameters(
      index = "0",
      paramLabel = "DEVICE|FILE",
      description = "Name of a device, or a file with a series.")
  private String what;

  @Option(
      names = "--since",
      paramLabel = "TIME",
      description =
          "Tell what was raised since: 2026-11-24, 2026-11-24T08:00 (UTC), or a time ago such as"
              + " 90m, 12h, 7d, 2w. Default: 7d of a device, all of a file.")
  private @Nullable String since;

  @Option(
      names = "--until",
      paramLabel = "TIME",
      description = "Until when, in the same forms; now if left out.")
  private @Nullable String until;

  @Option(
      names = "--series",
      paramLabel = "NAME",
      description =
          "Of a device: only this interface or crossing:port, or only one series of it, such as"
              + " \"wan0 in\" or \"outside>dmz:25 denies\".")
  private @Nullable String series;

  @Option(
      names = "--as",
      paramLabel = "WHAT",
      description =
          "What the values of a file are: rate (bits per second), denies or permits (hits in the"
              + " window). Default: rate")
  private @Nullable String as;

  @Option(
      names = "--plot",
      paramLabel = "SVG",
      description = "Draw one series with its band and findings.")
  private @Nullable Path plot;

  @Mixin private ConfigOptions config;
  @Mixin private OutputOptions output;

  /** A part of time; {@code until} is exclusive; what is empty is not limited. */
  record Span(Optional<Instant> since, Optional<Instant> until) {
    boolean includes(Transition step) {
      return until.map(step.time()::isBefore).orElse(true)
          && since.map(each -> !step.time().isBefore(each)).orElse(true);
    }
  }

  @Override
  public Integer call() {
    ConfigOptions.Loaded loaded = config.load();
    Span span = span(Clock.systemUTC().instant());
    List<MonitoredDevice> devices = SettingsReader.devices(loaded.config());
    Optional<MonitoredDevice> device =
        devices.stream().filter(each -> what.equals(each.name())).findFirst();
    if (device.isPresent()) {
      mustBeWithout("--as", as, "a device");
      new StoredBacktest(loaded.config(), device.get(), span)
          .run(Optional.ofNullable(series), Optional.ofNullable(plot), output);
      return ExitCode.OK;
    }
    Path file = Path.of(what);
    if (!Files.exists(file)) {
      throw new CommandFailure(
          ExitCode.NOT_FOUND,
          "no such device, and no such file: "
              + what
              + Suggestion.question(what, devices.stream().map(MonitoredDevice::name).toList()));
    }
    mustBeWithout("--series", series, "a file");
    new FileBacktest(loaded.config(), file, as == null ? "rate" : as, span)
        .run(Optional.ofNullable(plot), output);
    return ExitCode.OK;
  }

  private Span span(Instant now) {
    Optional<Instant> from =
        Optional.ofNullable(since).map(text -> TimeArgument.before("--since", text, now));
    Optional<Instant> to =
        Optional.ofNullable(until).map(text -> TimeArgument.before("--until", text, now));
    return new Span(from, to);
  }

  private static void mustBeWithout(String option, @Nullable String value, String of) {
    if (value != null) {
      throw new CommandFailure(ExitCode.USAGE, option + " is not for " + of);
    }
  }

  static void draw(Path target, String svg) {
    try {
      Files.writeString(target, svg);
    } catch (IOException e) {
      throw new CommandFailure(
          ExitCode.INVALID_INPUT, target + " cannot be written: " + e.getMessage(), e);
    }
  }
}
