package org.postern;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.postern.config.DetectionConfig;
import org.postern.config.PosternConfig;
import org.postern.finding.Backtest;
import org.postern.finding.Transition;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Replays a series of the past through the detectors. */
@Command(
    name = "backtest",
    description = {
      "Says what the levels of the configuration would have raised in a series of the past.",
      "FILE has a time and a value on each line, separated by a comma, one window a line; a time",
      "without a zone is in detection.calendar.timeZone. Learning begins with the first line."
    },
    mixinStandardHelpOptions = true)
final class BacktestCommand implements Callable<Integer> {
  @Parameters(index = "0", paramLabel = "FILE", description = "The series.")
  private Path file;

  @Option(
      names = "--as",
      paramLabel = "WHAT",
      defaultValue = "rate",
      description =
          "What the values are: rate (bits per second), denies or permits (hits in the window)."
              + " Default: ${DEFAULT-VALUE}")
  private String as;

  @Option(
      names = "--since",
      paramLabel = "TIME",
      description = "Print only what was raised since, such as 2027-03-01T00:00:00Z.")
  private @Nullable Instant since;

  @Option(names = "--plot", paramLabel = "SVG", description = "Draw series, band and findings.")
  private @Nullable Path plot;

  @Mixin private ConfigOptions config;
  @Mixin private OutputOptions output;

  @Override
  public Integer call() {
    PosternConfig loaded = config.load().config();
    DetectionConfig.Days days = loaded.detection().calendar().general();
    List<Backtest.Point> points = SeriesFile.read(file, days.zone());
    Backtest.Result result =
        FindingSettings.backtest(loaded).replay(points, SeriesFile.window(points), subject());
    if (plot != null) {
      draw(plot, new BacktestPlot(result.steps(), days.zone()).svg(file + " as " + as));
    }
    List<Transition> shown =
        result.transitions().stream()
            .filter(each -> since == null || !each.time().isBefore(since))
            .toList();
    if (output.json()) {
      output.json(shown.stream().map(BacktestCommand::view).toList());
    } else {
      output.lines(lines(shown, points, result));
    }
    return ExitCode.OK;
  }

  private Backtest.Subject subject() {
    return switch (as) {
      case "rate" -> Backtest.Subject.RATE;
      case "denies" -> Backtest.Subject.DENIES;
      case "permits" -> Backtest.Subject.PERMITS;
      default -> throw new CommandFailure(ExitCode.USAGE, "--as is rate, denies or permits: " + as);
    };
  }

  private static void draw(Path target, String svg) {
    try {
      Files.writeString(target, svg);
    } catch (IOException e) {
      throw new CommandFailure(
          ExitCode.INVALID_INPUT, target + " cannot be written: " + e.getMessage(), e);
    }
  }

  private static Map<String, String> view(Transition step) {
    Map<String, String> view = new LinkedHashMap<>();
    view.put("time", step.time().toString());
    view.put("step", step.type().label());
    view.put("kind", step.finding().key().kind().label());
    view.put("severity", step.finding().severity().label());
    view.put("text", step.finding().evidence().text());
    return view;
  }

  private static List<String> lines(
      List<Transition> shown, List<Backtest.Point> points, Backtest.Result result) {
    List<String> lines = new ArrayList<>();
    for (Transition step : shown) {
      lines.add(
          String.format(
              Locale.ROOT,
              "%s %-7s %-8s %s: %s",
              PlainOutput.minute(step.time().toString()),
              step.type().label(),
              step.finding().severity().label(),
              step.finding().key().kind().label(),
              step.finding().evidence().text()));
    }
    lines.add(
        points.size()
            + " windows from "
            + PlainOutput.minute(points.get(0).time().toString())
            + " to "
            + PlainOutput.minute(points.get(points.size() - 1).time().toString())
            + ": raised "
            + result.raises()
            + (result.raises() == 1 ? " time" : " times"));
    return lines;
  }
}
