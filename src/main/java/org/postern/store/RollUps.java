package org.postern.store;

import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeSet;
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

  private final DatabaseFile file;
  private final SampleSlices raw;
  private final Map<RollUpLevel, SampleSlices> slices = new EnumMap<>(RollUpLevel.class);

  RollUps(DatabaseFile file, SampleSlices raw) {
    this.file = file;
    this.raw = raw;
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
  static void markDue(Handle handle, List<DevicePoll> polls) {
    TreeSet<Long> starts = new TreeSet<>();
    long length = RollUpLevel.FIVE_MINUTES.period().toMillis();
    polls.forEach(each -> starts.add(floor(each.time().toEpochMilli(), length)));
    starts.forEach(start -> markDue(handle, RollUpLevel.FIVE_MINUTES, start));
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
   * Sums up what is due, finer levels first; nothing else may write meanwhile.
   *
   * @return how many periods were summed
   */
  int rollUp(Instant now) {
    int summed = 0;
    for (RollUpLevel level : RollUpLevel.values()) {
      long ended = now.minus(PATIENCE).minus(level.period()).toEpochMilli();
      for (long start : due(level, ended)) {
        rollUp(level, start);
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

  private void rollUp(RollUpLevel level, long start) {
    // Making a table ends a transaction, so the slice comes first.
    Slice target = slices(level).at(start);
    raw.inUse().lock();
    try {
      file.write(
          "sum up samples",
          handle -> {
            Optional<RollUpLevel> finer = level.finer();
            if (finer.isPresent()) {
              sumUp(handle, slices(finer.get()), Sums.Codec.INSTANCE, Sums::add, target, start);
            } else {
              sumUp(handle, raw, Point.Codec.INSTANCE, Sums::add, target, start);
            }
            handle.execute(
                "DELETE FROM roll_up_due WHERE layer = ? AND period_start = ?",
                level.name(),
                start);
            level
                .coarser()
                .ifPresent(
                    coarser -> markDue(handle, coarser, floor(start, coarser.period().toMillis())));
            return level;
          });
    } finally {
      raw.inUse().unlock();
    }
  }

  /** A period is one bucket of the finer layer, and a bucket lies in one slice. */
  private static <T> void sumUp(
      Handle handle,
      SampleSlices source,
      ItemCodec<T> codec,
      BiConsumer<Sums, T> add,
      Slice target,
      long start)
      throws SQLException {
    SumsWriter sums = new SumsWriter(handle.getConnection(), target, start);
    for (Slice slice : source.between(start, start + 1)) {
      SampleRows.scan(
          handle,
          slice,
          codec,
          start,
          (device, items) -> {
            sums.begin(device);
            for (ItemCodec.Placed<T> each : items) {
              add.accept(sums.of(each.place()), each.item());
            }
          });
    }
    sums.finish();
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
