package org.postern.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.postern.store.StoreException.Problem;

class DiskFullIT {
  @TempDir Path directory;

  @BeforeEach
  void register() {
    FullDisk.register();
  }

  @AfterEach
  void makeRoom() {
    FullDisk.fill(false);
  }

  private PosternStore open() {
    return PosternStore.open(FullDisk.PREFIX, directory, StoreSettings.defaults(), Examples.CLOCK);
  }

  @Test
  void saysThatTheDiskIsFullAndGoesOnWhenThereIsRoom() {
    try (PosternStore store = open()) {
      FindingStore findings = store.findings();
      findings.append(List.of(Examples.raised(1, 1)));

      FullDisk.fill(true);
      StoreException refused = appendUntilRefused(findings);
      assertThat(refused.problem()).isEqualTo(Problem.DISK_FULL);
      assertThat(refused.getMessage())
          .startsWith("cannot store transitions: no space left for ")
          .doesNotContain("\n");

      FullDisk.fill(false);
      long last = findings.lastSequence();
      findings.append(List.of(Examples.raised(last + 1, 1)));
      assertThat(findings.log(0, Integer.MAX_VALUE)).hasSize((int) last + 1);
    }
    try (PosternStore store = open()) {
      assertThat(store.findings().lastSequence()).isPositive();
    }
  }

  @Test
  void givesIndexesAndVersionsOnceThoughAWriteFailed() {
    int device;
    try (PosternStore store = open()) {
      device = store.identity().deviceIndex("edge");
      FullDisk.fill(true);
      appendUntilRefused(store.findings());
      store
          .identity()
          .entryIndexes("edge", 1, IntStream.range(0, 5_000).mapToObj(i -> "entry-" + i).toList());
      StoreException noIndex =
          catchThrowableOfType(StoreException.class, () -> store.identity().flush());
      assertThat(noIndex.problem()).isEqualTo(Problem.DISK_FULL);

      FullDisk.fill(false);
      flushUntilTaken(store.identity());
      assertThat(store.identity().entryIndex("edge", 1, "entry-0")).isEqualTo(1);
      assertThat(store.accessLists().record("edge", Examples.list("in", 9), "d", Examples.NOON))
          .isTrue();
    }
    try (PosternStore store = open()) {
      assertThat(store.identity().deviceIndex("edge")).isEqualTo(device);
      assertThat(store.identity().entryIndex("edge", 1, "entry-0")).isEqualTo(1);
      assertThat(store.accessLists().versions("edge", "in")).hasSize(1);
    }
  }

  /** The first calls may still find the database closed by a write that met the full disk. */
  private static void flushUntilTaken(IdentityStore identity) {
    for (int i = 0; i < 10; i++) {
      if (catchThrowableOfType(StoreException.class, identity::flush) == null) {
        return;
      }
    }
    throw new AssertionError("a disk with room took no indexes");
  }

  /** A few more fit where the file already is. */
  private static StoreException appendUntilRefused(FindingStore findings) {
    for (int i = 0; i < 1_000; i++) {
      long last = findings.lastSequence();
      StoreException refused =
          catchThrowableOfType(
              StoreException.class, () -> findings.append(List.of(Examples.raised(last + 1, 1))));
      if (refused != null) {
        return refused;
      }
    }
    throw new AssertionError("a full disk took 1000 transitions");
  }

  @Test
  @Timeout(120)
  void losesSamplesOnlyWhileTheDiskIsFull() {
    try (PosternStore store = open()) {
      SampleStore samples = store.samples();
      samples.offer(Examples.ofInterface(1, 1, Examples.rates(Examples.NOON, 1)));
      await(() -> samples.statistics().written() == 1);

      FullDisk.fill(true);
      AtomicLong second = new AtomicLong();
      await(
          () -> {
            offer(samples, second.incrementAndGet());
            return samples.statistics().lost() > 0;
          });
      FullDisk.fill(false);
      long written = samples.statistics().written();
      await(
          () -> {
            offer(samples, second.incrementAndGet());
            // Long enough for what was written to have reached the file.
            return samples.statistics().written() > written + 1_000;
          });
    }
    try (PosternStore store = open()) {
      assertThat(
              store
                  .samples()
                  .interfaceHistory(1, 1, Examples.NOON, Examples.NOON.plusSeconds(86_400)))
          .isNotEmpty();
    }
  }

  private static void offer(SampleStore samples, long second) {
    Instant time = Examples.NOON.plusSeconds(second);
    samples.offer(Examples.ofInterfaces(1, Examples.rates(time, (double) second), 1, 20));
  }

  private static void await(BooleanSupplier condition) {
    while (!condition.getAsBoolean()) {
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
    }
  }
}
