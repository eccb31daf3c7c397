package org.postern.store;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeSet;
import org.jdbi.v3.core.Handle;
import org.postern.store.SampleSlices.Layer;
import org.postern.store.SampleSlices.Slice;

/**
 * The sums of samples over five minutes, hours and days.
 *
 * <p>A sum is made from all rows of the finer layer in its period, whenever one of them has
 * changed: a late sample, a repeated one or a restart in the middle lead to the same sums. Which
 * periods are due is written in the transaction that changes them.
 */
final class RollUps {
  /** So late may a sample be without its period being summed twice. */
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  /** Series that are summed at once, which bounds memory. */
  private static final int SERIES_AT_ONCE = 20_000;

  private final DatabaseFile file;
  private final SampleSlices raw;
  private final Map<RollUpLevel, SampleSlices> slices = new EnumMap<>(RollUpLevel.class);

  /** A row of any layer as a roll-up, with its series. */
  private record Row(long series, RollUp rollUp) {}

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

  /** Notes which periods {@code samples} change; for the transaction that writes them. */
  static void markDue(Handle handle, List<Sample> samples) {
    TreeSet<Long> starts = new TreeSet<>();
    long length = RollUpLevel.FIVE_MINUTES.period().toMillis();
    samples.forEach(each -> starts.add(floor(each.time().toEpochMilli(), length)));
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
   * @param highest number of a series
   * @return how many periods were summed
   */
  int rollUp(Instant now, long highest) {
    int summed = 0;
    for (RollUpLevel level : RollUpLevel.values()) {
      long ended = now.minus(PATIENCE).minus(level.period()).toEpochMilli();
      for (long start : due(level, ended)) {
        rollUp(level, start, highest);
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

  private void rollUp(RollUpLevel level, long start, long highest) {
    // Making a table ends a transaction, so the slice comes first.
    Slice target = slices(level).at(start);
    long period = (start - target.start()) / level.period().toMillis();
    raw.inUse().lock();
    try {
      file.write(
          "sum up samples",
          handle -> {
            for (Sample.Kind kind : Sample.Kind.values()) {
              for (long first = 0; first <= highest; first += SERIES_AT_ONCE) {
                Map<Long, RollUp> sums =
                    sums(handle, level, kind, start, first, first + SERIES_AT_ONCE - 1);
                RollUpRows.merge(handle.getConnection(), target.table(kind), kind, period, sums);
              }
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

  private Map<Long, RollUp> sums(
      Handle handle, RollUpLevel level, Sample.Kind kind, long start, long first, long last)
      throws SQLException {
    Map<Long, RollUp> sums = new HashMap<>();
    long end = start + level.period().toMillis();
    Optional<RollUpLevel> finer = level.finer();
    List<Row> rows =
        finer.isPresent()
            ? finer(handle, finer.get(), kind, start, end, first, last)
            : samples(handle, kind, start, end, first, last);
    for (Row row : rows) {
      sums.merge(row.series(), row.rollUp(), RollUp::and);
    }
    return sums;
  }

  /** The samples of a period, which lies within one bucket of one slice; by series, then time. */
  private List<Row> samples(
      Handle handle, Sample.Kind kind, long start, long end, long first, long last)
      throws SQLException {
    List<Row> rows = new ArrayList<>();
    for (Slice slice : raw.between(start, end)) {
      long bucket = (start - slice.start()) / SampleKey.BUCKET_MILLIS;
      try (PreparedStatement query = range(handle, slice, kind)) {
        query.setLong(1, SampleKey.first(bucket, first));
        query.setLong(2, SampleKey.last(bucket, last));
        try (ResultSet row = query.executeQuery()) {
          while (row.next()) {
            long key = row.getLong("id");
            long time = slice.start() + SampleKey.offsetMillis(key);
            if (start <= time && time < end) {
              rows.add(
                  new Row(
                      SampleKey.series(key),
                      RollUpRows.ofSample(row, kind, Instant.ofEpochMilli(start))));
            }
          }
        }
      }
    }
    return rows;
  }

  private List<Row> finer(
      Handle handle,
      RollUpLevel level,
      Sample.Kind kind,
      long start,
      long end,
      long first,
      long last)
      throws SQLException {
    List<Row> rows = new ArrayList<>();
    long length = level.period().toMillis();
    for (Slice slice : slices(level).between(start, end)) {
      try (PreparedStatement query = range(handle, slice, kind)) {
        for (long at = Math.max(start, slice.start());
            at < Math.min(end, slice.end());
            at += length) {
          long period = (at - slice.start()) / length;
          query.setLong(1, RollUpRows.key(period, first));
          query.setLong(2, RollUpRows.key(period, last));
          try (ResultSet row = query.executeQuery()) {
            while (row.next()) {
              rows.add(
                  new Row(
                      RollUpRows.series(row.getLong("id")),
                      RollUpRows.rollUp(row, kind, Instant.ofEpochMilli(start))));
            }
          }
        }
      }
    }
    return rows;
  }

  private static PreparedStatement range(Handle handle, Slice slice, Sample.Kind kind)
      throws SQLException {
    return handle
        .getConnection()
        .prepareStatement(
            "SELECT * FROM " + slice.table(kind) + " WHERE id BETWEEN ? AND ? ORDER BY id");
  }

  /**
   * The sums of a series whose period begins from {@code from} inclusive to {@code to} exclusive.
   */
  List<RollUp> read(RollUpLevel level, Sample.Kind kind, long series, Instant from, Instant to) {
    SampleSlices ofLevel = slices(level);
    long length = level.period().toMillis();
    ofLevel.inUse().lock();
    try {
      return file.read(
          "read roll-ups",
          handle -> {
            List<RollUp> found = new ArrayList<>();
            for (Slice slice : ofLevel.between(from.toEpochMilli(), to.toEpochMilli())) {
              try (PreparedStatement query =
                  handle
                      .getConnection()
                      .prepareStatement("SELECT * FROM " + slice.table(kind) + " WHERE id = ?")) {
                for (long at = slice.start(); at < slice.end(); at += length) {
                  Instant start = Instant.ofEpochMilli(at);
                  if (start.isBefore(from) || !start.isBefore(to)) {
                    continue;
                  }
                  query.setLong(1, RollUpRows.key((at - slice.start()) / length, series));
                  try (ResultSet row = query.executeQuery()) {
                    if (row.next()) {
                      found.add(RollUpRows.rollUp(row, kind, start));
                    }
                  }
                }
              }
            }
            return found;
          });
    } finally {
      ofLevel.inUse().unlock();
    }
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
