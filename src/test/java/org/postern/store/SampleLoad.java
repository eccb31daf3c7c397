package org.postern.store;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.postern.counter.Quality;
import org.postern.testkit.MutableClock;

/**
 * The samples of simulated routers, each with 24 interfaces of which a quarter is idle and 50
 * counted entries of which half is, polled every minute; and what storing them costs.
 */
final class SampleLoad {
  private static final int INTERFACES = 24;
  private static final int ENTRIES = 50;
  static final int POINTS = INTERFACES + ENTRIES;
  private static final int QUEUE_ROOM = 40_000;

  private final Random random = new Random(7);
  private final SampleStore samples;

  private SampleLoad(PosternStore store) {
    samples = store.samples();
  }

  /** As fast as the writer takes: a hundred routers over so many minutes, twice. */
  static void flatOut(Path directory, int minutes) {
    Instant start = Clock.systemUTC().instant().minus(Duration.ofHours(10));
    try (PosternStore store =
        PosternStore.open(directory, StoreSettings.defaults(), Clock.systemUTC())) {
      SampleLoad load = new SampleLoad(store);
      load.minutes(100, start, minutes);
      Spent spent = new Spent();
      load.minutes(100, start.plus(Duration.ofMinutes(minutes)), minutes);
      spent.print("samples, as fast as it goes", 100L * minutes * POINTS);
    }
  }

  private void minutes(int devices, Instant start, int minutes) {
    for (int minute = 0; minute < minutes; minute++) {
      for (int device = 1; device <= devices; device++) {
        offer(device, start.plus(Duration.ofMinutes(minute)).plusMillis(device), minute);
      }
      settle(QUEUE_ROOM);
    }
    settle(0);
  }

  /** As many as a thousand routers send in half a minute, twice. */
  static void paced(Path directory) {
    try (PosternStore store =
        PosternStore.open(directory, StoreSettings.defaults(), Clock.systemUTC())) {
      SampleLoad load = new SampleLoad(store);
      load.halfMinute();
      Spent spent = new Spent();
      load.halfMinute();
      spent.print("samples, 1,000 routers a minute", 500L * POINTS);
    }
  }

  private void halfMinute() {
    long began = System.nanoTime();
    for (int device = 1; device <= 500; device++) {
      LockSupport.parkNanos(began + device * TimeUnit.MILLISECONDS.toNanos(60) - System.nanoTime());
      offer(device, Clock.systemUTC().instant(), 1);
    }
    settle(0);
  }

  /** A day of some routers, sums and housekeeping included; then the size of the file. */
  static void day(Path directory, int devices) throws Exception {
    Instant start = Instant.parse("2027-03-01T00:00:00Z");
    MutableClock clock = new MutableClock(start);
    Spent spent = new Spent();
    try (PosternStore store = PosternStore.open(directory, StoreSettings.defaults(), clock)) {
      SampleLoad load = new SampleLoad(store);
      for (int minute = 0; minute < 1_440; minute += 5) {
        for (int each = minute; each < minute + 5; each++) {
          for (int device = 1; device <= devices; device++) {
            load.offer(device, start.plusSeconds(60L * each + device % 60), each);
          }
        }
        load.settle(0);
        clock.advance(Duration.ofMinutes(5));
        store.maintain(clock.instant());
      }
      clock.advance(Duration.ofMinutes(1));
      store.maintain(clock.instant());
      spent.print("a day with sums", 1_440L * devices * POINTS);
    }
    Path file = directory.resolve("samples.mv.db");
    try (DatabaseFile opened = SampleFile.openDatabase(DatabaseFile.ASYNC, directory)) {
      System.out.printf(
          Locale.ROOT,
          "%-32s %9.2f MB a router and day in use, %.2f MB of file%n",
          "size",
          opened.octetsInUse() / 1e6 / devices,
          Files.size(file) / 1e6 / devices);
    }
  }

  private void settle(int room) {
    while (samples.statistics().queued() > room) {
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(1));
    }
    SampleStatistics statistics = samples.statistics();
    if (statistics.lost() + statistics.coarsened() > 0) {
      throw new IllegalStateException("not all samples were stored: " + statistics);
    }
  }

  /** Time and processor time of the process since it was made. */
  private static final class Spent {
    private final long began = System.nanoTime();
    private final long processor = processorNanos();

    private static long processorNanos() {
      return ProcessHandle.current().info().totalCpuDuration().orElseThrow().toNanos();
    }

    void print(String what, long number) {
      double seconds = (System.nanoTime() - began) / 1e9;
      double busy = (processorNanos() - processor) / 1e6;
      System.out.printf(
          Locale.ROOT,
          "%-32s %9.0f a second, %.2f ms of processor a thousand%n",
          what,
          number / seconds,
          busy * 1_000 / number);
    }
  }

  private OptionalDouble rate(boolean idle) {
    return OptionalDouble.of(idle ? 0 : (float) Math.exp(10 + 3 * random.nextGaussian()));
  }

  private InterfacePoint interfacePoint(Instant time, int index) {
    boolean idle = index % 4 == 0;
    return new InterfacePoint(
        time,
        1,
        rate(idle),
        rate(idle),
        rate(idle),
        rate(idle),
        rate(true),
        rate(true),
        rate(true),
        rate(true),
        Quality.COMPLETE);
  }

  private HitPoint hitPoint(Instant time, int entry, int minute) {
    boolean idle = entry % 2 == 0;
    OptionalDouble rate =
        idle ? OptionalDouble.of(0) : OptionalDouble.of((float) (random.nextInt(6_000) / 60.0));
    return new HitPoint(time, 1_000_000L * entry + 3_000L * minute, rate, Quality.COMPLETE);
  }

  private void offer(int device, Instant time, int minute) {
    List<DevicePoll.OfInterface> interfaces = new ArrayList<>();
    for (int index = 1; index <= INTERFACES; index++) {
      interfaces.add(new DevicePoll.OfInterface(index, interfacePoint(time, index)));
    }
    List<DevicePoll.OfEntry> entries = new ArrayList<>();
    for (int entry = 1; entry <= ENTRIES; entry++) {
      entries.add(new DevicePoll.OfEntry(1 + entry / 26, entry, hitPoint(time, entry, minute)));
    }
    samples.offer(new DevicePoll(device, time, interfaces, entries));
  }
}
