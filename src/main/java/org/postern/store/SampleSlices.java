package org.postern.store;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.BiFunction;
import org.jdbi.v3.core.Handle;
import org.postern.store.SampleRows.Row;

/**
 * The tables that hold samples, one per slice of time; thread-safe. Deleting rows would let the
 * file grow; tables are dropped whole.
 */
final class SampleSlices {
  private static final DateTimeFormatter SUFFIX =
      DateTimeFormatter.ofPattern("yyyyMMdd_HHmm").withZone(ZoneOffset.UTC);

  private final DatabaseFile file;
  private final Layer layer;
  private final long length;

  /** Held for reading while tables are in use, for writing while some are dropped. */
  private final ReentrantReadWriteLock lock = new ReentrantReadWriteLock();

  private final NavigableMap<Long, Slice> slices = new TreeMap<>();

  /** What the rows of a slice are. */
  enum Layer {
    RAW("", Duration.ofMillis(1), RollUpLevel.FIVE_MINUTES.period()),
    FIVE_MINUTES("5m_", RollUpLevel.FIVE_MINUTES.period(), RollUpLevel.HOURLY.period()),
    HOURLY("1h_", RollUpLevel.HOURLY.period(), RollUpLevel.DAILY.period()),
    DAILY("1d_", RollUpLevel.DAILY.period(), Duration.ofDays(10));

    private final String tag;
    private final Duration unit;
    private final Duration bucket;

    Layer(String tag, Duration unit, Duration bucket) {
      this.tag = tag;
      this.unit = unit;
      this.bucket = bucket;
    }

    /** How rows are numbered: a bucket is a period of the next layer. */
    SampleKey keys() {
      return new SampleKey(unit, bucket);
    }

    static Layer of(RollUpLevel level) {
      return switch (level) {
        case FIVE_MINUTES -> FIVE_MINUTES;
        case HOURLY -> HOURLY;
        case DAILY -> DAILY;
      };
    }
  }

  /**
   * A stretch of time with a table of its own.
   *
   * @param start epoch milliseconds; {@code end} is exclusive
   */
  record Slice(Layer layer, long start, long end, String suffix) {
    String table() {
      return "samples_" + layer.tag + suffix;
    }

    /** The parts of a device's value as rows; the time is in epoch milliseconds. */
    List<Row> rows(long time, int device, List<byte[]> parts) {
      List<Row> rows = new ArrayList<>(parts.size());
      for (byte[] part : parts) {
        rows.add(new Row(layer.keys().of(time - start, device, rows.size()), part));
      }
      return rows;
    }
  }

  SampleSlices(DatabaseFile file, Layer layer, Duration length) {
    this.file = file;
    this.layer = layer;
    this.length = length.toMillis();
    file.read("read the slices", this::load);
  }

  private int load(Handle handle) {
    handle
        .createQuery("SELECT slice_start, slice_end, suffix FROM sample_slice WHERE layer = :layer")
        .bind("layer", layer.name())
        .map(
            (row, context) -> {
              Slice slice =
                  new Slice(
                      layer,
                      row.getLong("slice_start"),
                      row.getLong("slice_end"),
                      row.getString("suffix"));
              return slices.put(slice.start(), slice);
            })
        .list();
    dropOrphans(handle);
    // A crash may have kept the entry and not the table; every read would then fail.
    slices.values().forEach(slice -> SampleRows.create(handle, slice.table()));
    return slices.size();
  }

  /** Tables that a crash left between their making and their entry in the list, or after it. */
  private void dropOrphans(Handle handle) {
    Set<String> known = new HashSet<>();
    slices.values().forEach(slice -> known.add(slice.table()));
    handle
        .createQuery(
            "SELECT LOWER(table_name) FROM information_schema.tables"
                + " WHERE table_schema = 'PUBLIC' AND REGEXP_LIKE(table_name,"
                + " '^samples_"
                + layer.tag
                + "[0-9]{8}_[0-9]{4}$', 'i')")
        .mapTo(String.class)
        .list()
        .stream()
        .filter(table -> !known.contains(table))
        .forEach(table -> handle.execute("DROP TABLE " + table));
  }

  ReentrantReadWriteLock.ReadLock inUse() {
    return lock.readLock();
  }

  /** The slice that {@code epochMillis} falls into, made if need be; for the writer alone. */
  Slice at(long epochMillis) {
    Map.Entry<Long, Slice> before = slices.floorEntry(epochMillis);
    if (before != null && epochMillis < before.getValue().end()) {
      return before.getValue();
    }
    // Slices of another length, from before a change of settings, are kept clear of.
    long start = Math.floorDiv(epochMillis, length) * length;
    long end = start + length;
    if (before != null) {
      start = Math.max(start, before.getValue().end());
    }
    Map.Entry<Long, Slice> after = slices.higherEntry(epochMillis);
    if (after != null) {
      end = Math.min(end, after.getKey());
    }
    Slice made = new Slice(layer, start, end, SUFFIX.format(Instant.ofEpochMilli(start)));
    file.read("begin a slice", handle -> SampleRows.create(handle, made.table()));
    file.write(
        "begin a slice",
        handle ->
            handle.execute(
                "INSERT INTO sample_slice (layer, slice_start, slice_end, suffix)"
                    + " VALUES (?, ?, ?, ?)",
                layer.name(),
                made.start(),
                made.end(),
                made.suffix()));
    lock.writeLock().lock();
    try {
      slices.put(made.start(), made);
    } finally {
      lock.writeLock().unlock();
    }
    return made;
  }

  /** How many slices there are; hold {@link #inUse()} around it. */
  int count() {
    return slices.size();
  }

  /** Slices that overlap a stretch of time, oldest first; hold {@link #inUse()} around it. */
  List<Slice> between(long fromMillis, long toMillis) {
    return slices.values().stream()
        .filter(slice -> slice.start() < toMillis && fromMillis < slice.end())
        .toList();
  }

  /** What there is of a series from {@code from} inclusive to {@code to} exclusive, by time. */
  <P, T> List<T> read(
      ItemCodec<P> codec, Series series, long from, long to, BiFunction<Instant, P, T> as) {
    List<T> found = new ArrayList<>();
    if (from >= to) {
      return found;
    }
    inUse().lock();
    try {
      return file.read(
          "read samples",
          handle -> {
            for (Slice slice : between(from, to)) {
              SampleRows.read(
                  handle,
                  slice,
                  codec,
                  series,
                  from,
                  to,
                  (time, item) -> found.add(as.apply(time, item)));
            }
            return found;
          });
    } finally {
      inUse().unlock();
    }
  }

  /** The end of the oldest slice, if there is another after it; epoch milliseconds. */
  OptionalLong oldestEnd() {
    lock.readLock().lock();
    try {
      return slices.size() < 2
          ? OptionalLong.empty()
          : OptionalLong.of(slices.firstEntry().getValue().end());
    } finally {
      lock.readLock().unlock();
    }
  }

  /** Drops every slice that ended at or before {@code epochMillis}; tells how many. */
  int dropBefore(long epochMillis) {
    lock.writeLock().lock();
    try {
      List<Slice> expired =
          slices.values().stream().filter(slice -> slice.end() <= epochMillis).toList();
      for (Slice slice : expired) {
        // First the entry: what a crash leaves is then an orphan, which the next start drops.
        file.write(
            "drop a slice",
            handle ->
                handle.execute(
                    "DELETE FROM sample_slice WHERE layer = ? AND slice_start = ?",
                    layer.name(),
                    slice.start()));
        slices.remove(slice.start());
        file.read(
            "drop a slice", handle -> handle.execute("DROP TABLE IF EXISTS " + slice.table()));
      }
      return expired.size();
    } finally {
      lock.writeLock().unlock();
    }
  }
}
