package org.postern.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.postern.counter.Quality;

class SampleStoreIT {
  private static final Instant START = Instant.parse("2026-11-24T11:55:00Z");

  @TempDir Path directory;
  private final AtomicReference<Instant> now = new AtomicReference<>(START);
  private final Clock clock = new Settable();
  private PosternStore store;

  @BeforeEach
  void open() {
    open(Duration.ofHours(1));
  }

  private void open(Duration slice) {
    open(slice, Duration.ofHours(2), 1_000_000_000);
  }

  private void open(Duration slice, Duration kept, long maxSampleOctets) {
    StoreSettings settings =
        new StoreSettings(
            10,
            Duration.ofDays(30),
            2,
            3,
            kept,
            StoreSettings.RollUpsKept.standard(),
            slice,
            maxSampleOctets,
            10_000,
            Duration.ofHours(1),
            2);
    store = PosternStore.open(directory, settings, clock);
  }

  @AfterEach
  void close() {
    store.close();
  }

  /** Closing is what makes the queue empty. */
  private void reopen() {
    store.close();
    open();
  }

  private List<InterfacePoint> history(int interfaceIndex, Instant from, Instant to) {
    return store.samples().interfaceHistory(1, interfaceIndex, from, to);
  }

  @Test
  void givesBackASeriesAcrossBucketsAndSlices() {
    for (int minute = 0; minute < 30; minute++) {
      Instant time = START.plus(Duration.ofMinutes(minute));
      List<DevicePoll.OfInterface> interfaces = new ArrayList<>();
      for (int index = 1; index <= 20; index++) {
        interfaces.add(
            new DevicePoll.OfInterface(index, Examples.rates(time, 1000.0 * minute + index)));
      }
      store.samples().offer(new DevicePoll(1, time, interfaces, List.of()));
      store.samples().offer(Examples.ofInterface(2, 7, Examples.rates(time, 1)));
    }
    reopen();

    List<InterfacePoint> all = history(7, Instant.EPOCH, START.plus(Duration.ofDays(1)));
    assertThat(all).hasSize(30).isSortedAccordingTo((a, b) -> a.time().compareTo(b.time()));
    assertThat(all.get(29)).isEqualTo(Examples.rates(START.plus(Duration.ofMinutes(29)), 29_007));
    assertThat(history(7, START.plus(Duration.ofMinutes(4)), START.plus(Duration.ofMinutes(16))))
        .extracting(InterfacePoint::time)
        .hasSize(12)
        .startsWith(START.plus(Duration.ofMinutes(4)))
        .endsWith(START.plus(Duration.ofMinutes(15)));
    assertThat(history(7, START.plusNanos(1), START.plus(Duration.ofMinutes(1)).plusNanos(1)))
        .extracting(InterfacePoint::time)
        .containsExactly(START.plus(Duration.ofMinutes(1)));
    assertThat(history(7, START, START)).isEmpty();
    assertThat(history(21, Instant.EPOCH, START.plus(Duration.ofDays(1)))).isEmpty();
  }

  @Test
  void keepsWhatHasNoRate() {
    OptionalDouble none = OptionalDouble.empty();
    InterfacePoint reset =
        new InterfacePoint(START, 2, none, none, none, none, none, none, none, none, Quality.RESET);
    HitPoint wrapped = new HitPoint(START, -1L, none, Quality.UNAVAILABLE);
    store
        .samples()
        .offer(
            new DevicePoll(
                1,
                START,
                List.of(new DevicePoll.OfInterface(1, reset)),
                List.of(new DevicePoll.OfEntry(2, 3, wrapped))));
    reopen();

    assertThat(history(1, START, START.plusMillis(1))).containsExactly(reset);
    assertThat(store.samples().hitHistory(1, 2, 3, START, START.plusMillis(1)))
        .containsExactly(wrapped);
    assertThat(store.samples().hitHistory(1, 3, 2, START, START.plusMillis(1))).isEmpty();
  }

  @Test
  void letsTheLaterOfTwoSamplesOfTheSameMomentWin() {
    store.samples().offer(Examples.ofEntry(1, 1, 1, Examples.hits(START, 5)));
    store.samples().offer(Examples.ofEntry(1, 1, 1, Examples.hits(START, 6)));
    reopen();

    assertThat(store.samples().hitHistory(1, 1, 1, START, START.plusMillis(1)))
        .extracting(HitPoint::hits)
        .containsExactly(6L);
  }

  @Test
  void dropsSlicesThatAreOlderThanWhatIsKept() {
    for (int minute = 0; minute < 180; minute += 10) {
      now.set(START.plus(Duration.ofMinutes(minute)));
      store.samples().offer(Examples.ofInterface(1, 1, Examples.rates(now.get(), minute)));
    }
    reopen();
    assertThat(history(1, Instant.EPOCH, now.get().plusSeconds(1))).hasSize(18);

    store.maintain(now.get());

    // It is 14:45; the slice of 11 o'clock ended before 12:45, that of 12 o'clock did not.
    assertThat(history(1, Instant.EPOCH, now.get().plusSeconds(1)).get(0).time())
        .isEqualTo(Instant.parse("2026-11-24T12:05:00Z"));
    reopen();
    assertThat(history(1, Instant.EPOCH, now.get().plusSeconds(1))).hasSize(17);
  }

  @Test
  void dropsTheOldestOfTooMuchUntilTheRestFits() throws IOException {
    for (int hour = 0; hour < 6; hour++) {
      for (int second = 0; second < 120; second += 6) {
        now.set(START.plus(Duration.ofHours(hour)).plusSeconds(second));
        store.samples().offer(Examples.ofInterfaces(1, Examples.rates(now.get(), second), 1, 400));
      }
      reopen();
    }
    long before = Files.size(directory.resolve("samples.mv.db"));
    assertThat(history(2, Instant.EPOCH, now.get().plusSeconds(1))).hasSize(6 * 20);

    for (int minute = 1; minute <= 8; minute++) {
      store.close();
      open(Duration.ofHours(1), Duration.ofDays(1), before / 2);
      now.set(now.get().plus(Duration.ofMinutes(1)));
      store.maintain(now.get());
      store.samples().offer(Examples.ofInterface(1, 1, Examples.rates(now.get(), minute)));
    }

    List<InterfacePoint> left = history(2, Instant.EPOCH, now.get().plusSeconds(1));
    assertThat(left.size()).isBetween(20, 4 * 20);
    assertThat(left.get(left.size() - 1).time()).isAfter(START.plus(Duration.ofHours(5)));
  }

  @Test
  void keepsSlicesOfTwoLengthsApart() {
    store.samples().offer(Examples.ofInterface(1, 1, Examples.rates(START, 1)));
    store.close();
    open(Duration.ofMinutes(20));
    for (int minute = 10; minute < 60; minute += 10) {
      Instant time = START.plus(Duration.ofMinutes(minute));
      store.samples().offer(Examples.ofInterface(1, 1, Examples.rates(time, 1)));
    }
    store.close();
    open(Duration.ofHours(2));
    Instant late = START.plus(Duration.ofMinutes(90));
    store.samples().offer(Examples.ofInterface(1, 1, Examples.rates(late, 1)));
    reopen();

    assertThat(history(1, Instant.EPOCH, late.plusSeconds(1))).hasSize(7);
  }

  @Test
  void countsWhatIsTooOldOrFromTheFutureAsLost() {
    store
        .samples()
        .offer(Examples.ofInterface(1, 1, Examples.rates(START.minus(Duration.ofHours(3)), 1)));
    store
        .samples()
        .offer(Examples.ofInterface(1, 1, Examples.rates(START.plus(Duration.ofDays(2)), 1)));

    assertThat(store.samples().statistics()).isEqualTo(new SampleStatistics(0, 0, 2, 0));
  }

  @Test
  void setsABrokenFileAsideAndBeginsAnew() throws IOException {
    store.findings().append(List.of(Examples.raised(1, 1)));
    store.samples().offer(Examples.ofInterface(1, 1, Examples.rates(START, 1)));
    store.close();
    byte[] noise = new byte[100_000];
    java.util.Arrays.fill(noise, (byte) 'x');
    Files.write(directory.resolve("samples.mv.db"), noise);

    open();

    assertThat(directory.resolve("samples-broken.mv.db")).hasBinaryContent(noise);
    assertThat(store.findings().lastSequence()).isEqualTo(1);
    assertThat(history(1, Instant.EPOCH, START.plusSeconds(1))).isEmpty();
    store.samples().offer(Examples.ofInterface(1, 1, Examples.rates(START, 1)));
    reopen();
    assertThat(history(1, Instant.EPOCH, START.plusSeconds(1))).hasSize(1);
  }

  private final class Settable extends Clock {
    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      throw new UnsupportedOperationException();
    }

    @Override
    public Instant instant() {
      return now.get();
    }
  }
}
