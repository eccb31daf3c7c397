package org.postern;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import me.tongfei.progressbar.ProgressBar;
import org.postern.config.PosternConfig;
import org.postern.config.Suggestion;
import org.postern.finding.SeriesKey;
import org.postern.finding.Transition;
import org.postern.poll.DeviceBacktest;
import org.postern.poll.DeviceHistory;
import org.postern.poll.MonitoredDevice;
import org.postern.poll.StoredHistory;
import org.postern.store.PosternStore;
import org.postern.store.StoreException;
import org.postern.store.StoreSettings;

/** The backtest of what is kept of a device, in the store or by the daemon that has it open. */
final class StoredBacktest {
  private static final Duration USUAL = Duration.ofDays(7);

  /** A Saturday comes once a week. */
  private static final Duration SEASON = Duration.ofDays(7);

  private static final int STEPS = 1_000;

  private final PosternConfig config;
  private final MonitoredDevice device;
  private final Instant since;
  private final Instant until;

  StoredBacktest(PosternConfig config, MonitoredDevice device, BacktestCommand.Span span) {
    this.config = config;
    this.device = device;
    until = span.until().orElseGet(Clock.systemUTC()::instant);
    since = span.since().orElse(until.minus(USUAL));
    if (!since.isBefore(until)) {
      throw new CommandFailure(ExitCode.USAGE, "--since must be before --until, and before now");
    }
  }

  void run(Optional<String> series, Optional<Path> plot, OutputOptions output) {
    Optional<SeriesChoice> choice = series.map(SeriesChoice::parse);
    Optional<SeriesKey> one = choice.flatMap(SeriesChoice::one);
    if (plot.isPresent() && one.isEmpty()) {
      throw new CommandFailure(
          ExitCode.USAGE,
          "--plot draws one series: name it by --series, such as \"wan0 in\" or"
              + " \"outside>dmz:25 denies\"");
    }
    DeviceBacktest.Query query =
        new DeviceBacktest.Query(
            device,
            since,
            until,
            SEASON.multipliedBy(config.detection().seasons()),
            name -> choice.map(each -> each.subject().equals(name)).orElse(true),
            choice.map(SeriesChoice::mayBeHits).orElse(true),
            plot.flatMap(target -> one));
    Path directory = config.store().directory();
    ControlClient daemon = new ControlClient(directory);
    if (daemon.ask("engine", Map.of()).isPresent()) {
      replay(new DaemonHistory(daemon, device.name()), query, choice, plot, output);
      return;
    }
    if (!Files.isDirectory(directory)) {
      throw new CommandFailure(
          ExitCode.NOT_FOUND,
          device.name() + ": no history: no daemon has ever run on " + directory);
    }
    try (PosternStore store =
        PosternStore.open(directory, StoreSettings.defaults(), Clock.systemUTC())) {
      replay(new StoredHistory(store, device.name()), query, choice, plot, output);
    } catch (StoreException e) {
      throw new CommandFailure(ExitCode.STORE, String.valueOf(e.getMessage()), e);
    }
  }

  private void replay(
      DeviceHistory history,
      DeviceBacktest.Query query,
      Optional<SeriesChoice> choice,
      Optional<Path> plot,
      OutputOptions output) {
    DeviceBacktest backtest = new DeviceBacktest(history, query, FindingSettings.replay(config));
    DeviceBacktest.Result result;
    try (ProgressBar bar = Progress.bar("replaying", STEPS, true)) {
      result = backtest.run(part -> bar.stepTo(Math.round(part * STEPS)));
    }
    List<DeviceBacktest.Count> counts =
        result.known().stream()
            .filter(each -> choice.map(some -> some.includes(each.series())).orElse(true))
            .toList();
    if (counts.isEmpty()) {
      throw nothing(backtest, result, choice);
    }
    plot.ifPresent(target -> draw(target, result, query));
    List<Transition> steps =
        result.transitions().stream()
            .filter(each -> choice.map(some -> some.includes(each.finding().key())).orElse(true))
            .toList();
    if (output.json()) {
      output.json(BacktestReport.view(device.name(), result, counts, steps));
      return;
    }
    output.lines(steps.stream().map(BacktestReport::line).toList());
    output.table(BacktestReport.table(counts));
    output.lines(
        List.of(
            "%s: %d windows of 5 min from %s to %s UTC: %s"
                .formatted(
                    device.name(),
                    result.windows(),
                    BacktestReport.minute(since),
                    BacktestReport.minute(until),
                    BacktestReport.raised(steps))));
    BacktestReport.notes(result, counts).forEach(output::note);
    if (config.detection().window().compareTo(DeviceBacktest.WINDOW) < 0) {
      output.note("detection.window is less than 5 min; windows of 5 min were judged");
    }
    if (!device.counters().isEmpty()) {
      output.note("the hits of named counters are not kept, so they are not replayed");
    }
  }

  private CommandFailure nothing(
      DeviceBacktest backtest, DeviceBacktest.Result result, Optional<SeriesChoice> choice) {
    if (choice.isEmpty() || (result.first().isPresent() && result.windows() == 0)) {
      return new CommandFailure(
          ExitCode.NOT_FOUND,
          "%s: no history from %s to %s UTC"
              .formatted(
                  device.name(), BacktestReport.minute(since), BacktestReport.minute(until)));
    }
    String name = choice.get().subject();
    List<String> hits =
        result.known().stream().map(each -> SeriesChoice.name(each.series())).sorted().toList();
    return new CommandFailure(
        ExitCode.NOT_FOUND,
        "%s: nothing of a series %s in that time; known are the interfaces %s%s%s"
            .formatted(
                device.name(),
                name,
                backtest.interfaces(),
                hits.isEmpty() ? "" : " and " + hits,
                Suggestion.question(name, backtest.interfaces())));
  }

  private void draw(Path target, DeviceBacktest.Result result, DeviceBacktest.Query query) {
    String name = device.name() + " " + SeriesChoice.name(query.plotted().orElseThrow());
    if (result.plotted().isEmpty()) {
      throw new CommandFailure(ExitCode.NOT_FOUND, name + ": no exact window to draw");
    }
    BacktestCommand.draw(
        target,
        new BacktestPlot(result.plotted(), config.detection().calendar().general().zone())
            .svg(name));
  }
}
