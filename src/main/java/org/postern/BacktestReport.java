package org.postern;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.postern.acl.MailPort;
import org.postern.counter.Quality;
import org.postern.finding.Transition;
import org.postern.finding.TransitionType;
import org.postern.poll.DeviceBacktest;

/** What a backtest came to, in words and as JSON. */
final class BacktestReport {
  private static final int MOST_GAPS = 20;

  private BacktestReport() {}

  /** What was raised or cleared, one line. */
  static String line(Transition step) {
    return String.format(
        Locale.ROOT,
        "%s %-7s %-8s %s: %s",
        minute(step.time()),
        step.type().label(),
        step.finding().severity().label(),
        step.finding().key().kind().label(),
        step.finding().evidence().text());
  }

  /** The same for scripts. */
  static Map<String, Object> view(Transition step) {
    Map<String, Object> view = new LinkedHashMap<>();
    view.put("time", step.time().toString());
    view.put("step", step.type().label());
    view.put("kind", step.finding().key().kind().label());
    view.put("severity", step.finding().severity().label());
    view.put("text", step.finding().evidence().text());
    return view;
  }

  /** How often something was raised, in words. */
  static String raised(List<Transition> steps) {
    long raised = steps.stream().filter(each -> each.type() == TransitionType.RAISED).count();
    return "raised " + raised + (raised == 1 ? " time" : " times");
  }

  /** The series of a device, by name, and how much of each was judged. */
  static TextTable table(List<DeviceBacktest.Count> counts) {
    TextTable table =
        new TextTable()
            .column("SERIES", TextTable.Fit.FLEXIBLE)
            .column("WINDOWS", TextTable.Fit.NUMBER)
            .column("JUDGED", TextTable.Fit.NUMBER)
            .column("LEARNING", TextTable.Fit.NUMBER)
            .column("NOT EXACT", TextTable.Fit.FLEXIBLE);
    for (DeviceBacktest.Count count : sorted(counts)) {
      table.row(
          List.of(
              cell(SeriesChoice.name(count.series())),
              cell(Integer.toString(count.total())),
              cell(Integer.toString(exact(count) - count.learning())),
              cell(Integer.toString(count.learning())),
              cell(inexact(count))));
    }
    return table;
  }

  private static TextTable.Cell cell(String text) {
    return TextTable.Cell.of(text);
  }

  private static List<DeviceBacktest.Count> sorted(List<DeviceBacktest.Count> counts) {
    return counts.stream()
        .sorted(Comparator.comparing(count -> SeriesChoice.name(count.series())))
        .toList();
  }

  private static int exact(DeviceBacktest.Count count) {
    return count.windows().entrySet().stream()
        .filter(each -> each.getKey().isExact())
        .mapToInt(Map.Entry::getValue)
        .sum();
  }

  private static String inexact(DeviceBacktest.Count count) {
    return qualities(count).entrySet().stream()
        .filter(each -> !each.getKey().isExact())
        .map(each -> each.getValue() + " " + each.getKey().label())
        .collect(Collectors.joining(", "));
  }

  private static Map<Quality, Integer> qualities(DeviceBacktest.Count count) {
    return count.windows().isEmpty() ? Map.of() : new java.util.EnumMap<>(count.windows());
  }

  /** What the reader should know about the history that was replayed. */
  static List<String> notes(DeviceBacktest.Result result, List<DeviceBacktest.Count> counts) {
    List<String> notes = new ArrayList<>();
    long learning = counts.stream().filter(count -> count.learning() > 0).count();
    if (learning > 0) {
      notes.add(
          "history begins at %s UTC, too late for %d of %d series: some of their windows passed"
                  .formatted(
                      result.first().map(BacktestReport::minute).orElse("no time"),
                      learning,
                      counts.size())
              + " before it was known what is usual (detection.learning)");
    }
    result.gaps().stream()
        .limit(MOST_GAPS)
        .forEach(
            gap ->
                notes.add(
                    "no samples from %s to %s UTC"
                        .formatted(minute(gap.from()), minute(gap.to()))));
    if (result.gaps().size() > MOST_GAPS) {
      notes.add("and " + (result.gaps().size() - MOST_GAPS) + " more gaps");
    }
    return notes;
  }

  static Map<String, Object> view(
      String device,
      DeviceBacktest.Result result,
      List<DeviceBacktest.Count> counts,
      List<Transition> steps) {
    Map<String, Object> view = new LinkedHashMap<>();
    view.put("device", device);
    view.put("windows", result.windows());
    view.put("historyBegins", result.first().map(Instant::toString).orElse(""));
    view.put("historyEnds", result.last().map(Instant::toString).orElse(""));
    view.put(
        "gaps",
        result.gaps().stream()
            .map(gap -> Map.of("from", gap.from().toString(), "to", gap.to().toString()))
            .toList());
    view.put("series", sorted(counts).stream().map(BacktestReport::view).toList());
    view.put(
        "steps",
        steps.stream()
            .map(
                step -> {
                  Map<String, Object> each = view(step);
                  each.put("object", step.finding().key().subject().object());
                  each.put(
                      "port",
                      step.finding().key().subject().port().map(MailPort::number).orElse(0));
                  return each;
                })
            .toList());
    return view;
  }

  private static Map<String, Object> view(DeviceBacktest.Count count) {
    Map<String, Object> view = new LinkedHashMap<>();
    view.put("series", SeriesChoice.name(count.series()));
    view.put("windows", count.total());
    view.put("judged", exact(count) - count.learning());
    view.put("learning", count.learning());
    Map<String, Integer> qualities = new LinkedHashMap<>();
    qualities(count).forEach((quality, number) -> qualities.put(quality.label(), number));
    view.put("qualities", qualities);
    return view;
  }

  static String minute(Instant time) {
    return PlainOutput.minute(time.toString());
  }
}
