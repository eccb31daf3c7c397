package org.postern.store;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.postern.counter.Quality;
import org.postern.finding.Transition;

/**
 * Times the store on the disk of the temporary folder: transitions, each append on disk before the
 * next, and samples. Not a test; run its main method with the test class path.
 */
final class StoreBenchmark {
  private static final int TRANSITIONS = 500;
  private static final int SAMPLES = 100_000;
  private static final int SERIES = 5_000;
  private static final int QUEUE_ROOM = 40_000;

  private StoreBenchmark() {}

  public static void main(String[] arguments) throws Exception {
    Path directory = Files.createTempDirectory("postern-store-bench");
    try (PosternStore store =
        PosternStore.open(directory, StoreSettings.defaults(), Clock.systemUTC())) {
      long next = 1;
      for (int batch : new int[] {1, 10, 100}) {
        next = append(store, batch, next); // warm-up
        long began = System.nanoTime();
        next = append(store, batch, next);
        print("transitions, " + batch + " an append", TRANSITIONS, began);
      }
      samples(store, 0);
      long began = System.nanoTime();
      samples(store, 1);
      print("samples", SAMPLES, began);
    } finally {
      delete(directory);
    }
  }

  private static long append(PosternStore store, int batch, long first) {
    long next = first;
    for (int done = 0; done < TRANSITIONS; done += batch) {
      List<Transition> transitions = new ArrayList<>();
      for (int i = 0; i < batch; i++) {
        transitions.add(Examples.raised(next, next));
        next++;
      }
      store.findings().append(transitions);
    }
    return next;
  }

  /** Offers as fast as the writer takes, and waits until all is in the file. */
  private static void samples(PosternStore store, int round) {
    SampleStore samples = store.samples();
    for (int i = 0; i < SAMPLES; i++) {
      while (samples.statistics().queued() > QUEUE_ROOM) {
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(1));
      }
      int series = i % SERIES;
      samples.offerHits(
          series / 50 + 1,
          1,
          series % 50 + 1,
          new HitPoint(
              Clock.systemUTC().instant().plusMillis(i / SERIES),
              i + (long) round * SAMPLES,
              OptionalDouble.of(1.5),
              Quality.COMPLETE));
    }
    while (samples.statistics().queued() > 0) {
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(10));
    }
    if (samples.statistics().lost() > 0) {
      throw new IllegalStateException("samples were lost: " + samples.statistics());
    }
  }

  private static void print(String what, int number, long began) {
    double seconds = (System.nanoTime() - began) / 1e9;
    System.out.printf(Locale.ROOT, "%-28s %9.0f a second%n", what, number / seconds);
  }

  private static void delete(Path directory) throws Exception {
    try (Stream<Path> files = Files.walk(directory)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
