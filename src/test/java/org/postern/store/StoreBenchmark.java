package org.postern.store;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.postern.finding.Transition;

/**
 * Times the store on the disk of the temporary folder: transitions, each append on disk before the
 * next, and samples ({@link SampleLoad}). Not a test; run its main method with the test class path.
 */
final class StoreBenchmark {
  private static final int TRANSITIONS = 500;

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
      SampleLoad.flatOut(directory.resolve("fast"), 30);
      SampleLoad.paced(directory.resolve("paced"));
      SampleLoad.day(directory.resolve("day"), 20);
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
