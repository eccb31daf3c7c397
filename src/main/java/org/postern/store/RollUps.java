package org.postern.store;

import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BiConsumer;
import org.jdbi.v3.core.Handle;
import org.postern.store.SampleSlices.Layer;
import org.postern.store.SampleSlices.Slice;

/**
 * The sums of samples over five minutes, hours and days: of each period one row for each device.
 *
 * <p>A sum is made from all rows of the finer layer in its period, whenever one of them has
 * changed: a late sample, a repeated one or a restart in the middle lead to the same sums. Which
 * periods are due is written in the transaction that changes them.
 */
final class RollUps {
  /** So late may a sample be without its period being summed twice. */
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  /** So many rows are summed in one transaction: samples that come in meanwhile wait for it. */
  private static final int ROWS_AT_ONCE = 2_000;

  /** Indexes of devices are 1 and up. */
  private static final int NO_DEVICE = 0;

  private final DatabaseFile file;
  private final SampleSlices raw;
  private final ReentrantLock writing;
  private final Map<RollUpLevel, SampleSlices> slices = new EnumMap<>(RollUpLevel.class);

  /** What was written to since the period that is being summed was begun; guarded by the lock. */
  private final Set<Long> touched = new HashSet<>();

  /**
   * @param writing fair; who writes samples holds it
   */
  RollUps(DatabaseFile file, SampleSlices raw, ReentrantLock writing) {
    this.file = file;
    this.raw = raw;
    this.writing = writing;
    for (RollUpLevel level : RollUpLevel.values()) {
      slices.put(level, new SampleSlices(file, Layer.of(level), sliceLength(level)));
    }
  }

  private static Duration sliceLength(RollUpLevel level) {
    return switch (level) {
      case FIVE_MINUTES -> Duration.ofDays(1);
      case HOURLY -> Duration.ofDays(10);
      case DAILY -> Duration.ofDays(300);
    };
  }

  private SampleSlices slices(RollUpLevel level) {
    return slices.getOrDefault(level, raw);
  }

  /** Notes which periods {@code polls} change; for the transaction that writes them. */
  void markDue(Handle handle, List<DevicePoll> polls) {
    TreeSet<Long> starts = new TreeSet<>();
    long length = RollUpLevel.FIVE_MINUTES.period().toMillis();
    polls.forEach(each -> starts.add(floor(each.time().toEpochMilli(), length)));
    starts.forEach(start -> markDue(handle, RollUpLevel.FIVE_MINUTES, start));
    touched.addAll(starts);
  }

  private static void markDue(Handle handle, RollUpLevel level, long start) {
    handle.execute(
        "MERGE INTO roll_up_due (layer, period_start) KEY (layer, period_start) VALUES (?, ?)",
        level.name(),
        start);
  }

  private static long floor(long millis, long length) {
    return Math.floorDiv(millis, length) * length;
  }

  /**
   * Sums up what is due, finer levels first, some devices at a time: samples can be written in
   * between. Ends early if the thread is interrupted; what is left stays due.
   *
   * @return how many periods were summed
   */
  int rollUp(Instant now) {
    int summed = 0;
    for (RollUpLevel level : RollUpLevel.values()) {
      long ended = now.minus(PATIENCE).minus(level.period()).toEpochMilli();
      for (long start : due(level, ended)) {
        if (!rollUp(level, start)) {
          return summed;
        }
        summed++;
      }
    }
    return summed;
  }

  private List<Long> due(RollUpLevel level, long latestStart) {
    return file.read(
        "read what is to be summed up",
        handle ->
            handle
                .createQuery(
                    "SELECT period_start FROM roll_up_due WHERE layer = :layer"
                        + " AND period_start <= :latest ORDER BY period_start")
                .bind("layer", level.name())
                .bind("latest", latestStart)
                .mapTo(Long.class)
                .list());
  }

  /** Whether it came to the end of the period. */
  private boolean rollUp(RollUpLevel level, long start) {
    OptionalInt device = OptionalInt.of(NO_DEVICE);
    while (device.isPresent()) {
      if (Thread.currentThread().isInterrupted()) {
        return false;
      }
      writing.lock();
      try {
        device = rollUp(level, start, device.getAsInt());
      } finally {
        writing.unlock();
      }
    }
    return true;
  }

  /** Sums up devices from this one on; the one to go on with. */
  private OptionalInt rollUp(RollUpLevel level, long start, int device) {
    if (device == NO_DEVICE) {
      touched.clear();
    }
    // Making a table ends a transaction, so the slice comes first.
    Slice target = slices(level).at(start);
    raw.inUse().lock();
    try {
      return file.write(
          "sum up samples",
          handle -> {
            OptionalInt next =
                level.finer().isPresent()
                    ? sumUp(
                        handle,
                        slices(level.finer().get()),
                        Sums.Codec.INSTANCE,
                        Sums::add,
                        target,
                        start,
                        device)
                    : sumUp(handle, raw, Point.Codec.INSTANCE, Sums::add, target, start, device);
            if (next.isEmpty()) {
              finish(handle, level, start);
            }
            return next;
          });
    } finally {
      raw.inUse().unlock();
    }
  }

  /** A period that was written to since it was begun stays due. */
  private void finish(Handle handle, RollUpLevel level, long start) {
    if (level != RollUpLevel.FIVE_MINUTES || !touched.contains(start)) {
      handle.execute(
          "DELETE FROM roll_up_due WHERE layer = ? AND period_start = ?", level.name(), start);
    }
    level
        .coarser()
        .ifPresent(coarser -> markDue(handle, coarser, floor(start, coarser.period().toMillis())));
  }

  /** A period is one bucket of the finer layer, and a bucket lies in one slice. */
  private static <T> OptionalInt sumUp(
      Handle handle,
      SampleSlices source,
      ItemCodec<T> codec,
      BiConsumer<Sums, T> add,
      Slice target,
      long start,
      int device)
      throws SQLException {
    SumsWriter sums = new SumsWriter(handle.getConnection(), target, start);
    OptionalInt next = OptionalInt.empty();
    for (Slice slice : source.between(start, start + 1)) {
      next =
          SampleRows.scan(
              handle,
              slice,
              codec,
              start,
              device,
              ROWS_AT_ONCE,
              (of, items) -> {
                sums.begin(of);
                for (ItemCodec.Placed<T> each : items) {
                  add.accept(sums.of(each.place()), each.item());
                }
              });
    }
    sums.finish();
    return next;
  }

  /**
   * The sums of a series whose period begins from {@code from} inclusive to {@code to} exclusive.
   */
  List<RollUp> read(RollUpLevel level, Series series, long from, long to) {
    return slices(level)
        .read(Sums.Codec.INSTANCE, series, from, to, (start, sums) -> sums.rollUp(start));
  }

  /** How many slices of any level there are. */
  int slices() {
    return slices.values().stream().mapToInt(SampleSlices::count).sum();
  }

  /** See {@link SampleSlices#oldestEnd()}. */
  OptionalLong oldestEnd(RollUpLevel level) {
    return slices(level).oldestEnd();
  }

  int dropBefore(RollUpLevel level, Instant time) {
    return slices(level).dropBefore(time.toEpochMilli());
  }
}
