package org.postern.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.OptionalDouble;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.postern.counter.Quality;
import org.postern.testkit.MutableClock;

class SampleWindowsIT {
  private static final Instant START = Instant.parse("2026-11-24T22:50:00Z");

  @TempDir Path directory;
  private final MutableClock clock = new MutableClock(START);

  private void offer(PosternStore store, int seconds, double rate, Quality quality) {
    Instant time = START.plusSeconds(seconds);
    clock.advance(Duration.between(clock.instant(), time));
    HitPoint hits = new HitPoint(time, seconds, OptionalDouble.of(rate), quality);
    store.samples().offer(Examples.ofEntry(1, 1, 7, hits));
    store.samples().offer(Examples.ofInterface(2, 9, Examples.rates(time, rate)));
  }

  private void offerAll(PosternStore store) {
    offer(store, 60, 2, Quality.COMPLETE);
    offer(store, 120, 4, Quality.GAP);
    // Nothing in the second window.
    offer(store, 660, 5, Quality.COMPLETE);
    while (store.samples().statistics().queued() > 0) {
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(5));
    }
  }

  private static List<RollUp> hits(PosternStore store, int from, int to) {
    return SampleWindows.ofHits(
        store.samples(), 1, 1, 7, START.plusSeconds(from), START.plusSeconds(to));
  }

  private static List<RollUp> interfaces(PosternStore store) {
    return SampleWindows.ofInterface(store.samples(), 2, 9, START, START.plusSeconds(900));
  }

  private PosternStore open() {
    return PosternStore.open(directory, StoreSettings.defaults(), clock);
  }

  @Test
  void whatIsNotSummedYetIsSummedFromTheSamples() {
    try (PosternStore store = open()) {
      offerAll(store);
    }
    List<RollUp> hits;
    List<RollUp> interfaces;
    try (PosternStore store = open()) {
      hits = hits(store, 0, 900);
      interfaces = interfaces(store);
      assertThat(hits).extracting(RollUp::start).containsExactly(START, START.plusSeconds(600));
      assertThat(hits).extracting(RollUp::samples).containsExactly(2, 1);
      assertThat(hits).extracting(RollUp::quality).containsExactly(Quality.GAP, Quality.COMPLETE);
      assertThat(interfaces).extracting(RollUp::samples).containsExactly(2, 1);

      store.maintain(clock.instant()); // the first window is over, the third goes on
      assertThat(sums(store)).hasSize(1);
      assertThat(hits(store, 0, 900)).isEqualTo(hits);
      assertThat(interfaces(store)).isEqualTo(interfaces);

      clock.advance(Duration.ofMinutes(6));
      store.maintain(clock.instant());
      assertThat(sums(store)).hasSize(2);
      assertThat(hits(store, 0, 900)).as("whoever summed them").isEqualTo(hits);
      assertThat(interfaces(store)).isEqualTo(interfaces);
      assertThat(hits(store, 600, 900)).isEqualTo(hits.subList(1, 2));
      assertThat(hits(store, 300, 600)).isEmpty();
    }
  }

  private static List<RollUp> sums(PosternStore store) {
    return store
        .samples()
        .hitRollUps(1, 1, 7, RollUpLevel.FIVE_MINUTES, START, START.plusSeconds(900));
  }
}
