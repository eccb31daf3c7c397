package org.postern.poll;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.postern.counter.CounterPair;
import org.postern.counter.HitDelta;
import org.postern.counter.Quality;
import org.postern.counter.Rate;
import org.postern.finding.WindowHits;

class HitSumTest {
  private final HitSum sum = new HitSum();

  private static Optional<HitWindows.Window> window(long hits, Quality quality) {
    return Optional.of(
        new HitWindows.Window(
            new HitDelta(
                CounterPair.Cause.WENT_ON, OptionalLong.of(hits), Rate.of(hits / 60.0, quality)),
            hits));
  }

  @Test
  void noCounterAtAllIsNoHits() {
    assertThat(sum.total()).isEqualTo(WindowHits.of(0));
  }

  @Test
  void onlyUncountedIsUnavailable() {
    sum.add(Optional.empty());
    assertThat(sum.total()).isEqualTo(WindowHits.none(Quality.UNAVAILABLE));
  }

  @Test
  void anUncountedOneMakesTheSumPartial() {
    sum.add(window(3, Quality.COMPLETE));
    sum.add(Optional.empty());
    sum.add(window(4, Quality.WRAP));
    assertThat(sum.total()).isEqualTo(new WindowHits(7, Quality.PARTIAL));
  }

  @Test
  void theWorstQualityCounts() {
    sum.add(window(3, Quality.COMPLETE));
    sum.add(window(4, Quality.GAP));
    assertThat(sum.total()).isEqualTo(new WindowHits(7, Quality.GAP));
    assertThat(HitSum.worse(Quality.RESET, Quality.PARTIAL)).isEqualTo(Quality.RESET);
  }
}
