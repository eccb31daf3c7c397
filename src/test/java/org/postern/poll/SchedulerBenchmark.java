package org.postern.poll;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;

/**
 * What the scheduler alone costs: polls that do nothing. Run by {@code mvn -Pbench -DskipTests test
 * -Dbench.main=org.postern.poll.SchedulerBenchmark -Dbench.sizes="10000 60"}.
 */
final class SchedulerBenchmark {
  private static final int MEASURED_SECONDS = 20;

  private SchedulerBenchmark() {}

  /** Arguments: devices, seconds between the polls of one. */
  public static void main(String[] arguments) {
    int devices = Integer.parseInt(arguments[0]);
    Duration interval = Duration.ofSeconds(Integer.parseInt(arguments[1]));
    List<PollScheduler.Schedule> schedules = new ArrayList<>();
    for (int i = 0; i < devices; i++) {
      schedules.add(new PollScheduler.Schedule("router-" + i, interval));
    }
    LongAdder fired = new LongAdder();
    double before = processor();
    long begin = System.nanoTime();
    PollScheduler scheduler =
        new PollScheduler(
            "benchmark",
            device -> {
              fired.increment();
              return CompletableFuture.completedFuture(null);
            });
    scheduler.start(schedules, Instant.now());
    double started = processor();
    System.out.printf(
        Locale.ROOT,
        "%d devices every %s: start %.2f s, %.2f CPU s%n",
        devices,
        interval,
        (System.nanoTime() - begin) / 1e9,
        started - before);
    wait(interval); // all have fired once
    long firedBefore = fired.sum();
    double used = processor();
    wait(Duration.ofSeconds(MEASURED_SECONDS));
    long fires = fired.sum() - firedBefore;
    double spent = processor() - used;
    long stopping = System.nanoTime();
    scheduler.close();
    System.out.printf(
        Locale.ROOT,
        "%d fires in %d s, %d late, %.0f CPU us a fire; stop %.2f s%n",
        fires,
        MEASURED_SECONDS,
        scheduler.latePolls(),
        spent * 1e6 / Math.max(1, fires),
        (System.nanoTime() - stopping) / 1e9);
  }

  private static void wait(Duration time) {
    long end = System.nanoTime() + time.toNanos();
    while (System.nanoTime() < end) {
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(100));
    }
  }

  private static double processor() {
    return ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
            .getProcessCpuTime()
        / 1e9;
  }
}
