package org.postern.poll;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.DoubleConsumer;
import java.util.function.Predicate;
import org.postern.acl.FirstMatchEvaluator;
import org.postern.counter.Quality;
import org.postern.finding.Backtest;
import org.postern.finding.Board;
import org.postern.finding.DeviceAssessment;
import org.postern.finding.PortAssessment;
import org.postern.finding.SeriesKey;
import org.postern.finding.SeriesReplay;
import org.postern.finding.Transition;
import org.postern.store.RollUp;
import org.postern.store.RollUpLevel;

/**
 * Replays what is kept of a device, five minutes by five minutes, through verdicts, judge and book
 * as polls go through them. Confined.
 */
public final class DeviceBacktest {
  /** What one window is. */
  public static final Duration WINDOW = RollUpLevel.FIVE_MINUTES.period();

  /** So many windows are read at once, which bounds memory and the daemon's answers. */
  private static final int AT_ONCE = 10_000;

  private final DeviceHistory history;
  private final Query query;
  private final Instant begin;
  private final DeviceHistory.Contents contents;
  private final List<DeviceHistory.Line> lines;
  private final PastLists lists;
  private final List<String> interfaceNames;
  private final DeviceVerdicts verdicts;
  private final SeriesReplay replay;
  private final Map<SeriesKey, Count> counts = new HashMap<>();
  private final List<Transition> transitions = new ArrayList<>();
  private final List<Gap> gaps = new ArrayList<>();
  private final List<Backtest.Step> plotted = new ArrayList<>();
  private Optional<Instant> first = Optional.empty();
  private Optional<Instant> last = Optional.empty();
  private int windows;

  /**
   * What is asked.
   *
   * @param since what is counted and reported begins here
   * @param until exclusive
   * @param lead how long before {@code since} learning begins
   * @param interfaces which are replayed, by ifName
   * @param hits whether the hits of mail ports are replayed
   * @param plotted the series to draw, if any
   */
  public record Query(
      MonitoredDevice device,
      Instant since,
      Instant until,
      Duration lead,
      Predicate<String> interfaces,
      boolean hits,
      Optional<SeriesKey> plotted) {}

  /**
   * What was replayed of one series since the time asked about.
   *
   * @param windows by their quality; only exact ones are judged
   * @param learning exact windows before its usual level was known
   */
  public record Count(SeriesKey series, Map<Quality, Integer> windows, int learning) {
    public Count {
      windows = windows.isEmpty() ? Map.of() : Map.copyOf(new EnumMap<>(windows));
    }

    /** Windows of all qualities. */
    public int total() {
      return windows.values().stream().mapToInt(Integer::intValue).sum();
    }

    /** What nothing counts, such as an implicit deny, is no series. */
    private boolean isMeasured() {
      return !windows.keySet().equals(Set.of(Quality.UNAVAILABLE));
    }

    private Count and(SeriesReplay.Value value) {
      Map<Quality, Integer> more = new EnumMap<>(Quality.class);
      more.putAll(windows);
      more.merge(value.quality(), 1, Integer::sum);
      boolean learned = value.learning() && value.quality().isExact();
      return new Count(series, more, learning + (learned ? 1 : 0));
    }
  }

  /** A time without any sample of the device. */
  public record Gap(Instant from, Instant to) {}

  /**
   * A replay.
   *
   * @param known the series that were met since the time asked about
   * @param windows since the time asked about in which the device has samples
   * @param first begin of the first window there is, learning included; empty without any
   * @param last end of the last one
   * @param transitions raises and clears since the time asked about, by time
   * @param plotted of the series to draw
   */
  public record Result(
      List<Count> known,
      int windows,
      Optional<Instant> first,
      Optional<Instant> last,
      List<Gap> gaps,
      List<Transition> transitions,
      List<Backtest.Step> plotted) {
    public Result {
      known = List.copyOf(known);
      gaps = List.copyOf(gaps);
      transitions = List.copyOf(transitions);
      plotted = List.copyOf(plotted);
    }
  }

  /** Begins with what was known before {@code query.since()}, as far as the lead goes back. */
  public DeviceBacktest(DeviceHistory history, Query query, SeriesReplay.Rules rules) {
    this.history = history;
    this.query = query;
    FirstMatchEvaluator evaluator = new FirstMatchEvaluator();
    begin = floor(query.since().minus(query.lead()));
    contents = history.contents(begin, query.until());
    lines =
        contents.interfaces().stream()
            .filter(each -> query.interfaces().test(each.name()))
            .toList();
    lists = new PastLists(contents);
    interfaceNames = contents.interfaces().stream().map(DeviceHistory.Line::name).toList();
    verdicts = new DeviceVerdicts(query.device(), rules.policy(), evaluator);
    replay = new SeriesReplay(query.device().name(), rules, WINDOW, evaluator);
  }

  private static Instant floor(Instant time) {
    long length = WINDOW.toMillis();
    return Instant.ofEpochMilli(Math.floorDiv(time.toEpochMilli(), length) * length);
  }

  /** All interfaces that ever had an index, replayed or not. */
  public List<String> interfaces() {
    return interfaceNames;
  }

  /**
   * Replays all of it.
   *
   * @param progress is told the part that is done, 0..1
   */
  public Result run(DoubleConsumer progress) {
    List<DeviceHistory.Series> series = new ArrayList<>();
    lines.forEach(line -> series.add(line.series()));
    if (query.hits()) {
      series.addAll(lists.series());
    }
    Instant end = floor(query.until());
    Duration part = WINDOW.multipliedBy(Math.max(12, AT_ONCE / Math.max(1, series.size())));
    double whole = Math.max(1, Duration.between(begin, end).toMillis());
    for (Instant at = begin; at.isBefore(end); at = at.plus(part)) {
      Instant to = at.plus(part).isBefore(end) ? at.plus(part) : end;
      read(series, at, to).forEach(this::window);
      progress.accept(Duration.between(begin, to).toMillis() / whole);
    }
    last.filter(before -> windows > 0 && isGap(before, end.plus(WINDOW)))
        .ifPresent(before -> gaps.add(new Gap(before, end)));
    return new Result(
        counts.values().stream().filter(Count::isMeasured).toList(),
        windows,
        first,
        last,
        gaps,
        transitions,
        plotted);
  }

  private Map<Instant, Map<DeviceHistory.Series, RollUp>> read(
      List<DeviceHistory.Series> series, Instant from, Instant to) {
    List<List<RollUp>> read = history.windows(series, from, to);
    Map<Instant, Map<DeviceHistory.Series, RollUp>> byTime = new TreeMap<>();
    for (int i = 0; i < series.size(); i++) {
      for (RollUp each : read.get(i)) {
        byTime.computeIfAbsent(each.start(), start -> new HashMap<>()).put(series.get(i), each);
      }
    }
    return byTime;
  }

  private void window(Instant start, Map<DeviceHistory.Series, RollUp> sums) {
    Instant end = start.plus(WINDOW);
    boolean counted = !start.isBefore(query.since());
    last.filter(before -> counted && isGap(before, end))
        .ifPresent(before -> gaps.add(new Gap(before, start)));
    // What each sample counts began with the one before.
    Duration covered = last.map(before -> Duration.between(before, end)).orElse(Duration.ZERO);
    DeviceAssessment assessment = assessment(end.minusMillis(1), sums, covered);
    List<SeriesReplay.Value> values = counted ? replay.values(assessment) : List.of();
    List<Transition> made = replay.window(assessment);
    if (counted) {
      windows++;
      transitions.addAll(made);
      values.forEach(value -> count(assessment.time(), value));
    }
    if (first.isEmpty()) {
      first = Optional.of(start);
    }
    last = Optional.of(end);
  }

  /** Between the end of a window and that of the next, as a rate over so long would be one. */
  private boolean isGap(Instant before, Instant end) {
    Duration longest = query.device().interval().multipliedBy(5).dividedBy(2);
    Duration passed = Duration.between(before, end);
    return passed.compareTo(WINDOW) > 0 && passed.compareTo(longest) > 0;
  }

  private void count(Instant time, SeriesReplay.Value value) {
    counts.compute(
        value.key(),
        (key, before) -> (before == null ? new Count(key, Map.of(), 0) : before).and(value));
    if (query.plotted().equals(Optional.of(value.key())) && value.quality().isExact()) {
      plotted.add(
          new Backtest.Step(
              new Backtest.Point(time, value.value()), value.band(), replay.isOpen(value.key())));
    }
  }

  private DeviceAssessment assessment(
      Instant time, Map<DeviceHistory.Series, RollUp> sums, Duration covered) {
    List<Board.InterfaceRow> rows = new ArrayList<>();
    for (DeviceHistory.Line line : lines) {
      Optional.ofNullable(sums.get(line.series()))
          .ifPresent(sum -> rows.add(PastInterfaces.row(line, sum)));
    }
    Optional<ListTable> table = query.hits() ? lists.at(time) : Optional.empty();
    List<PortAssessment> ports =
        table
            .map(
                now ->
                    verdicts.assess(
                        now, interfaceNames, lists.hits(now, sums, covered.toMillis() / 1e3)))
            .orElse(List.of());
    return new DeviceAssessment(
        query.device().name(),
        time,
        DeviceAssessment.Contact.up(),
        table.isPresent(),
        false,
        table.map(ListTable::digested).orElse(List.of()),
        ports,
        List.of(),
        List.of(),
        List.of(),
        new DeviceAssessment.Traffic(covered, rows));
  }
}
