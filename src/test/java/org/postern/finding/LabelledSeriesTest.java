package org.postern.finding;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.postern.counter.SeriesModel;
import org.postern.counter.SeriesSettings;
import org.postern.counter.SiteCalendar;

/**
 * Replays labelled series through our detector and through others, all with one set of parameters.
 * Ours are those that are shipped, but for the least level that matters: the series have other
 * units than bits per second.
 */
class LabelledSeriesTest {
  private static final Set<String> BURSTY = Set.of("ec2_network_in_5abac7");
  private static final int CALM_WINDOWS = 6;
  private static final SiteCalendar UTC = SiteCalendar.utc();

  private static final Map<String, Function<Duration, OtherDetectors.Detector>> OTHERS =
      new LinkedHashMap<>();

  static {
    OTHERS.put("z-score", OtherDetectors.ThreeSigma::new);
    OTHERS.put("Holt-Winters", OtherDetectors.HoltWinters::new);
    OTHERS.put("baselinedev", window -> new OtherDetectors.BaselineDeviation());
  }

  /** What a detector made of a series. */
  private record Result(int hit, int of, double falsePerWeek, double medianDelayHours) {
    static Result of(LabelledSeries series, List<LocalDateTime> raised) {
      List<Double> delays = new ArrayList<>();
      for (LabelledSeries.Label label : series.windows()) {
        raised.stream()
            .filter(label::holds)
            .findFirst()
            .ifPresent(at -> delays.add(Duration.between(label.from(), at).toMinutes() / 60.0));
      }
      long wrong =
          raised.stream()
              .filter(at -> series.windows().stream().noneMatch(label -> label.holds(at)))
              .count();
      delays.sort(Double::compare);
      return new Result(
          delays.size(),
          series.windows().size(),
          wrong / series.weeks(),
          delays.isEmpty() ? Double.NaN : delays.get(delays.size() / 2));
    }

    @Override
    public String toString() {
      return String.format(
          Locale.ROOT, "%d/%d %6.2f %5.1f", hit, of, falsePerWeek, medianDelayHours);
    }
  }

  private static List<LocalDateTime> ours(LabelledSeries series) {
    LevelHistory history =
        new LevelHistory(
            new SeriesModel(SeriesSettings.of(series.window(), 5, 2, false)), LevelSettings.of(0));
    return raises(
        series,
        point -> {
          LevelHistory.Opinion opinion =
              history.window(UTC.slot(point.time().toInstant(ZoneOffset.UTC)), point.value());
          return new boolean[] {
            opinion.above() || opinion.below(), opinion.aboveOver() && opinion.belowOver()
          };
        });
  }

  private static List<LocalDateTime> others(
      LabelledSeries series, OtherDetectors.Detector detector) {
    return raises(
        series,
        point -> {
          boolean odd = detector.odd(point.time(), point.value());
          return new boolean[] {odd, !odd};
        });
  }

  /** Raised by one window, ended by so many calm ones in a row; the same for every detector. */
  private static List<LocalDateTime> raises(
      LabelledSeries series, Function<LabelledSeries.Point, boolean[]> judge) {
    List<LocalDateTime> raised = new ArrayList<>();
    boolean open = false;
    int calm = 0;
    for (LabelledSeries.Point point : series.points()) {
      boolean[] oddAndCalm = judge.apply(point);
      calm = oddAndCalm[1] ? calm + 1 : 0;
      if (oddAndCalm[0] && !open) {
        raised.add(point.time());
        open = true;
      } else if (calm >= CALM_WINDOWS) {
        open = false;
      }
    }
    return raised;
  }

  @Test
  void findsWhatIsLabelledAndLittleElse() {
    List<LabelledSeries> all = LabelledSeries.all();
    System.out.printf(
        "%-24s %16s %16s %16s %16s%n%-24s",
        "",
        "Postern",
        "z-score",
        "Holt-Winters",
        "baselinedev",
        "windows hit, false alarms a week, median hours from a window's begin");
    System.out.println();
    int hit = 0;
    int of = 0;
    for (LabelledSeries series : all) {
      Result result = Result.of(series, ours(series));
      StringBuilder line = new StringBuilder(String.format("%-24s %16s", series.name(), result));
      OTHERS.forEach(
          (name, make) ->
              line.append(
                  String.format(
                      " %16s", Result.of(series, others(series, make.apply(series.window()))))));
      System.out.println(line);
      hit += result.hit();
      of += result.of();
      assertThat(result.falsePerWeek())
          .as("false alarms a week on " + series.name())
          .isLessThanOrEqualTo(BURSTY.contains(series.name()) ? 3.0 : 1.0);
      if (series.windows().isEmpty()) {
        assertThat(result.falsePerWeek()).as("control " + series.name()).isZero();
      }
    }
    assertThat(of).isEqualTo(14);
    assertThat(hit).as("labelled windows hit").isGreaterThanOrEqualTo(12);
  }
}
