package org.postern;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.postern.finding.Backtest;

class BacktestPlotTest {
  private static final Instant BEGIN = Instant.parse("2027-03-08T00:00:00Z");

  private static Backtest.Step step(int minute) {
    return new Backtest.Step(
        new Backtest.Point(BEGIN.plusSeconds(60L * minute), minute),
        Optional.of(new Backtest.Range(0, 50, 100)),
        false);
  }

  private static long count(String svg, String what) {
    return svg.split(what, -1).length - 1L;
  }

  @Test
  void aGapIsNotDrawnOver() {
    List<Backtest.Step> steps = new ArrayList<>();
    for (int minute = 0; minute < 100; minute += 5) {
      steps.add(step(minute));
    }
    String whole = new BacktestPlot(steps, ZoneOffset.UTC).svg("whole");
    assertThat(count(whole, "class=\"series\"")).isEqualTo(1);
    assertThat(count(whole, "class=\"band\"")).isEqualTo(1);
    steps.subList(8, 11).clear();
    String broken = new BacktestPlot(steps, ZoneOffset.UTC).svg("broken");
    assertThat(count(broken, "class=\"series\"")).isEqualTo(2);
    assertThat(count(broken, "class=\"band\"")).isEqualTo(2);
  }

  @Test
  void aSingleWindowIsDrawnToo() {
    assertThat(new BacktestPlot(List.of(step(0)), ZoneOffset.UTC).svg("one"))
        .contains("class=\"series\"");
  }
}
