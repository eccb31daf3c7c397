package org.postern.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.postern.counter.Quality;
import org.postern.testkit.MutableClock;

class RollUpsIT {
  private static final Instant START = Instant.parse("2026-11-24T22:50:00Z");
  private static final Instant END = START.plus(Duration.ofDays(3));

  private static final int FLEET = 2_600;

  @TempDir Path directory;
  private final MutableClock clock = new MutableClock(START);
  private PosternStore store;

  @BeforeEach
  void open() {
    store = PosternStore.open(directory, StoreSettings.defaults(), clock);
  }

  @AfterEach
  void close() {
    store.close();
  }

  private void reopen() {
    store.close();
    open();
  }

  private void offer(int entry, Instant time, long hits, OptionalDouble rate, Quality quality) {
    store
        .samples()
        .offer(Examples.ofEntry(entry, 1, entry, new HitPoint(time, hits, rate, quality)));
  }

  private void settle() {
    while (store.samples().statistics().queued() > 0) {
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(5));
    }
    reopen();
    store.maintain(clock.instant());
  }

  private List<RollUp> sums(int entry, RollUpLevel level) {
    return store.samples().hitRollUps(entry, 1, entry, level, START.minus(Duration.ofDays(1)), END);
  }

  /** What the sums are by definition, made from the samples themselves. */
  private List<RollUp> naive(int entry, RollUpLevel level) {
    Map<Instant, List<HitPoint>> periods = new TreeMap<>();
    for (HitPoint point : store.samples().hitHistory(entry, 1, entry, START, END)) {
      long length = level.period().toMillis();
      long start = Math.floorDiv(point.time().toEpochMilli(), length) * length;
      periods.computeIfAbsent(Instant.ofEpochMilli(start), none -> new ArrayList<>()).add(point);
    }
    List<RollUp> sums = new ArrayList<>();
    periods.forEach(
        (start, points) -> {
          DoubleSummaryStatistics rates =
              points.stream()
                  .flatMapToDouble(point -> point.perSecond().stream())
                  .summaryStatistics();
          Map<SampleRate, RollUp.Summary> summary =
              rates.getCount() == 0
                  ? Map.of()
                  : Map.of(
                      SampleRate.PER_SECOND,
                      new RollUp.Summary(
                          (int) rates.getCount(),
                          rates.getMin(),
                          rates.getAverage(),
                          rates.getMax()));
          sums.add(
              new RollUp(
                  start,
                  points.size(),
                  points.get(points.size() - 1).hits(),
                  points.stream().map(HitPoint::quality).reduce(Quality::with).orElseThrow(),
                  summary));
        });
    return sums;
  }

  private void assertExact(int entry) {
    for (RollUpLevel level : RollUpLevel.values()) {
      List<RollUp> sums = sums(entry, level);
      List<RollUp> expected = naive(entry, level);
      assertThat(sums).hasSameSizeAs(expected);
      for (int i = 0; i < sums.size(); i++) {
        RollUp sum = sums.get(i);
        RollUp naive = expected.get(i);
        assertThat(List.of(sum.start(), sum.samples(), sum.last(), sum.quality()))
            .as("%s", level)
            .isEqualTo(List.of(naive.start(), naive.samples(), naive.last(), naive.quality()));
        assertThat(sum.rates().keySet()).isEqualTo(naive.rates().keySet());
        naive.rates().forEach((rate, one) -> assertSame(sum.rates().get(rate), one));
      }
    }
  }

  private static void assertSame(RollUp.Summary sum, RollUp.Summary naive) {
    assertThat(sum.samples()).isEqualTo(naive.samples());
    assertThat(sum.min()).isEqualTo(naive.min());
    assertThat(sum.max()).isEqualTo(naive.max());
    assertThat(sum.mean()).isCloseTo(naive.mean(), within(1e-9 * Math.max(1, naive.max())));
  }

  @Test
  void areExactWhateverOrderSamplesComeInAndWheneverItRestarts() {
    for (long seed = 1; seed <= 3; seed++) {
      int entry = (int) seed;
      Random random = new Random(seed);
      List<Integer> minutes = new ArrayList<>();
      for (int minute = 0; minute < 1_600; minute++) {
        // A gap, and some that come twice.
        if (minute < 300 || minute > 500) {
          minutes.add(minute);
          if (random.nextInt(10) == 0) {
            minutes.add(minute);
          }
        }
      }
      for (int from = 0; from + 40 <= minutes.size(); from += 40) {
        Collections.shuffle(minutes.subList(from, from + 40), random);
      }
      // Half an hour late and more.
      Collections.swap(minutes, 10, minutes.size() - 1);
      clock.advance(Duration.between(clock.instant(), START));
      for (int i = 0; i < minutes.size(); i++) {
        int minute = minutes.get(i);
        Instant time = START.plus(Duration.ofMinutes(minute)).plusSeconds(7);
        if (time.isAfter(clock.instant())) {
          clock.advance(Duration.between(clock.instant(), time));
        }
        Quality quality =
            List.of(Quality.values()).get(random.nextInt(20) == 0 ? random.nextInt(7) : 0);
        boolean rated =
            quality != Quality.RESET
                && quality != Quality.IMPLAUSIBLE
                && quality != Quality.UNAVAILABLE;
        offer(
            entry,
            time,
            minute,
            rated ? OptionalDouble.of(random.nextInt(1_000)) : OptionalDouble.empty(),
            quality);
        if (i % 400 == 399) {
          settle();
        }
      }
      clock.advance(Duration.ofDays(2));
      settle();
      assertExact(entry);
    }
  }

  @Test
  void areMadeOnceThePeriodHasEnded() {
    offer(1, START.plusSeconds(60), 5, OptionalDouble.of(2), Quality.COMPLETE);
    offer(1, START.plusSeconds(120), 6, OptionalDouble.of(4), Quality.GAP);
    clock.advance(Duration.ofMinutes(5));
    settle();
    assertThat(sums(1, RollUpLevel.FIVE_MINUTES)).as("too early by 30 s").isEmpty();
    clock.advance(Duration.ofSeconds(30));
    settle();

    assertThat(sums(1, RollUpLevel.FIVE_MINUTES))
        .containsExactly(
            new RollUp(
                START,
                2,
                6,
                Quality.GAP,
                Map.of(SampleRate.PER_SECOND, new RollUp.Summary(2, 2, 3, 4))));
    assertThat(sums(1, RollUpLevel.HOURLY)).isEmpty();
    clock.advance(Duration.ofHours(1));
    settle();
    assertThat(sums(1, RollUpLevel.HOURLY)).extracting(RollUp::samples).containsExactly(2);
  }

  @Test
  void keepEveryRateOfAnInterface() {
    for (int i = 0; i < 3; i++) {
      store
          .samples()
          .offer(Examples.ofInterface(1, 9, Examples.rates(START.plusSeconds(i * 60L), 100.0 * i)));
    }
    clock.advance(Duration.ofMinutes(6));
    settle();

    List<RollUp> sums =
        store.samples().interfaceRollUps(1, 9, RollUpLevel.FIVE_MINUTES, START, END);
    List<InterfacePoint> points = store.samples().interfaceHistory(1, 9, START, END);
    assertThat(sums).hasSize(1);
    assertThat(sums.get(0).samples()).isEqualTo(3);
    assertThat(sums.get(0).last()).isEqualTo(points.get(2).operStatus());
    RollUp.Summary in = sums.get(0).rates().get(SampleRate.IN_BITS);
    assertThat(in.min()).isEqualTo(points.get(0).inBits().orElseThrow());
    assertThat(in.max()).isEqualTo(points.get(2).inBits().orElseThrow());
  }

  @Test
  void goWhenTheirTimeIsOver() {
    offer(1, START, 5, OptionalDouble.of(2), Quality.COMPLETE);
    clock.advance(Duration.ofDays(2));
    settle();
    assertThat(sums(1, RollUpLevel.DAILY)).hasSize(1);
    clock.advance(Duration.ofDays(60));
    store.maintain(clock.instant());

    assertThat(sums(1, RollUpLevel.FIVE_MINUTES)).isEmpty();
    assertThat(sums(1, RollUpLevel.HOURLY)).hasSize(1);
  }

  /** More devices than are summed at once, two samples of each in the first five minutes. */
  private void fleet() {
    for (int device = 1; device <= FLEET; device++) {
      offer(device, START.plusSeconds(60), 1, OptionalDouble.of(2), Quality.COMPLETE);
      offer(device, START.plusSeconds(120), 3, OptionalDouble.of(4), Quality.COMPLETE);
    }
    clock.advance(Duration.ofDays(2));
  }

  @Test
  void ofManyDevicesAreMadePieceByPiece() {
    fleet();
    settle();
    for (int device = 1; device <= FLEET; device++) {
      assertExact(device);
      assertThat(sums(device, RollUpLevel.FIVE_MINUTES)).hasSize(1);
    }
  }

  @Test
  void haveWhatCameLateWhileTheyWereMade() throws InterruptedException {
    fleet();
    Thread late =
        new Thread(
            () -> {
              for (int i = 0; i < 400; i++) {
                int device = 1 + (i * 37) % FLEET;
                offer(
                    device, START.plusSeconds(180 + i % 60), i, OptionalDouble.of(9), Quality.GAP);
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(1));
              }
            });
    late.start();
    for (int i = 0; i < 3; i++) {
      store.maintain(clock.instant());
    }
    late.join();
    settle();
    for (int device = 1; device <= FLEET; device++) {
      assertExact(device);
    }
  }

  @Test
  void waitForTheNextTimeIfTheThreadIsToEnd() {
    fleet();
    while (store.samples().statistics().queued() > 0) {
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(5));
    }
    reopen();
    Thread.currentThread().interrupt();
    store.maintain(clock.instant());
    assertThat(Thread.interrupted()).as("it is still to end").isTrue();
    assertThat(sums(1, RollUpLevel.FIVE_MINUTES)).isEmpty();
    store.maintain(clock.instant());
    assertThat(sums(1, RollUpLevel.FIVE_MINUTES)).hasSize(1);
  }
}
