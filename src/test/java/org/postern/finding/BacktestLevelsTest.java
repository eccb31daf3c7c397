package org.postern.finding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.withinPercentage;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;
import org.postern.counter.SiteCalendar;
import org.postern.finding.Backtest.Point;
import org.postern.finding.Backtest.Range;
import org.postern.finding.Backtest.Result;
import org.postern.finding.Backtest.Step;
import org.postern.finding.Backtest.Subject;

/** Two weeks that are alike, and an hour of the second Thursday that is not. */
class BacktestLevelsTest {
  private static final Duration WINDOW = Duration.ofMinutes(5);
  private static final Instant FIRST = Instant.parse("2027-03-01T00:00:00Z");
  private static final Instant ODD = Instant.parse("2027-03-11T10:00:00Z");

  private final Backtest backtest =
      new Backtest(DetectionSettings.defaults(), BookSettings.defaults(), SiteCalendar.utc());

  private Result replay(Subject subject, double usual, DoubleUnaryOperator odd) {
    List<Point> points = new ArrayList<>();
    for (Instant at = FIRST; at.isBefore(FIRST.plus(Duration.ofDays(14))); at = at.plus(WINDOW)) {
      double value = usual + at.getEpochSecond() / 300 % 12;
      boolean isOdd = !at.isBefore(ODD) && at.isBefore(ODD.plus(Duration.ofHours(1)));
      points.add(new Point(at, isOdd ? odd.applyAsDouble(value) : value));
    }
    return backtest.replay(points, WINDOW, subject);
  }

  private static List<String> told(Result result) {
    return result.transitions().stream()
        .map(
            each ->
                each.type()
                    + " "
                    + each.finding().key().kind().label()
                    + ": "
                    + each.finding().evidence().text())
        .toList();
  }

  private static Step at(Result result, Instant time) {
    return result.steps().stream()
        .filter(each -> each.point().time().equals(time))
        .findAny()
        .orElseThrow();
  }

  @Test
  void aRateThatLeapsIsRaisedAndCleared() {
    Result result = replay(Subject.RATE, 20e6, value -> value * 4);
    assertThat(told(result)).hasSize(2);
    assertThat(told(result).get(0))
        .startsWith("RAISED trafficSpike: 80000")
        .contains(", usually 200");
    assertThat(told(result).get(1)).startsWith("CLEARED trafficSpike: ");
    assertThat(result.raises()).isEqualTo(1);
    assertThat(at(result, ODD).found()).isFalse();
    assertThat(at(result, ODD.plus(Duration.ofMinutes(30))).found()).isTrue();
    assertThat(result.steps().get(result.steps().size() - 1).found()).isFalse();
  }

  @Test
  void aRateThatFallsIsRaised() {
    Result result = replay(Subject.RATE, 20e6, value -> 2);
    assertThat(told(result).get(0)).startsWith("RAISED trafficDrop: 2.0, usually 200");
    assertThat(result.raises()).isEqualTo(1);
  }

  @Test
  void aBandIsShownOnceItIsLearned() {
    Result result = replay(Subject.RATE, 20e6, value -> value);
    assertThat(result.transitions()).isEmpty();
    assertThat(result.raises()).isZero();
    assertThat(result.steps().get(0).band()).isEmpty();
    Range band = at(result, ODD).band().orElseThrow();
    // Levels are kept in two octets.
    assertThat(band.usual()).isCloseTo(20e6, withinPercentage(0.5));
    assertThat(band.low()).isLessThan(band.usual());
    assertThat(band.high() - band.usual()).isEqualTo(band.usual() - band.low(), within(1e-3));
  }

  @Test
  void deniesThatLeapAreRaised() {
    Result result = replay(Subject.DENIES, 20, value -> 900);
    assertThat(told(result).get(0)).startsWith("RAISED denySpike: 900, usually 2");
    assertThat(result.raises()).isEqualTo(1);
  }

  @Test
  void permitsThatStopAreRaised() {
    Result result = replay(Subject.PERMITS, 100, value -> 0);
    // Three windows in a row.
    assertThat(told(result).get(0)).startsWith("RAISED permitHitsZero: 0.0, usually 3");
    assertThat(result.raises()).isEqualTo(1);
  }
}
