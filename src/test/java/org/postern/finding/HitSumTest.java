package org.postern.finding;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.postern.acl.Action;
import org.postern.acl.DecidingEntry;
import org.postern.counter.Quality;

class HitSumTest {
  private final HitSum sum = new HitSum();

  private static EntryHits entry(String id, long hits) {
    return new EntryHits(
        new DecidingEntry("edge-in", id, Action.DENY, ""), true, hits, Quality.COMPLETE);
  }

  @Test
  void noCounterAtAllIsNoHits() {
    assertThat(sum.total()).isEqualTo(WindowHits.of(0));
  }

  @Test
  void onlyUncountedIsUnavailable() {
    sum.addUncounted();
    assertThat(sum.total()).isEqualTo(WindowHits.none(Quality.UNAVAILABLE));
  }

  @Test
  void anUncountedOneMakesTheSumPartial() {
    sum.add(3, Quality.COMPLETE);
    sum.addUncounted();
    sum.add(4, Quality.WRAP);
    assertThat(sum.total()).isEqualTo(new WindowHits(7, Quality.PARTIAL));
  }

  @Test
  void theWorstQualityCounts() {
    sum.add(3, Quality.COMPLETE);
    sum.add(4, Quality.GAP);
    assertThat(sum.total()).isEqualTo(new WindowHits(7, Quality.GAP));
    assertThat(Quality.RESET.orWorse(Quality.PARTIAL)).isEqualTo(Quality.RESET);
  }

  @Test
  void theTotalKnowsWhoseHitsItHas() {
    EntryHits uncounted = EntryHits.uncounted(new DecidingEntry("edge-in", "9", Action.DENY, ""));
    WindowHits total =
        HitSum.of(List.of(entry("1", 3), entry("2", 0), uncounted, entry("3", 8), entry("4", 5)));
    assertThat(total.count()).isEqualTo(16);
    assertThat(total.quality()).isEqualTo(Quality.PARTIAL);
    assertThat(total.uncounted()).containsExactly(uncounted.entry());
    assertThat(total.top(2)).containsExactly(entry("3", 8), entry("4", 5));
    assertThat(total.top(9)).containsExactly(entry("3", 8), entry("4", 5), entry("1", 3));
  }
}
