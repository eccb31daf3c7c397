package org.postern;

import java.nio.file.Path;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.postern.config.PosternConfig;
import org.postern.finding.Backtest;
import org.postern.finding.Transition;

/** The backtest of a series in a file. */
record FileBacktest(PosternConfig config, Path file, String as, BacktestCommand.Span span) {
  void run(Optional<Path> plot, OutputOptions output) {
    Backtest.Subject subject = subject();
    ZoneId zone = config.detection().calendar().general().zone();
    List<Backtest.Point> points = SeriesFile.read(file, zone);
    Backtest.Result result =
        FindingSettings.backtest(config).replay(points, SeriesFile.window(points), subject);
    plot.ifPresent(
        target ->
            BacktestCommand.draw(
                target, new BacktestPlot(result.steps(), zone).svg(file + " as " + as)));
    List<Transition> shown = result.transitions().stream().filter(span::includes).toList();
    if (output.json()) {
      output.json(shown.stream().map(BacktestReport::view).toList());
      return;
    }
    List<String> lines = new ArrayList<>(shown.stream().map(BacktestReport::line).toList());
    lines.add(
        "%d windows from %s to %s: %s"
            .formatted(
                points.size(),
                BacktestReport.minute(points.get(0).time()),
                BacktestReport.minute(points.get(points.size() - 1).time()),
                BacktestReport.raised(result.transitions())));
    output.lines(lines);
  }

  private Backtest.Subject subject() {
    return switch (as) {
      case "rate" -> Backtest.Subject.RATE;
      case "denies" -> Backtest.Subject.DENIES;
      case "permits" -> Backtest.Subject.PERMITS;
      default -> throw new CommandFailure(ExitCode.USAGE, "--as is rate, denies or permits: " + as);
    };
  }
}
