package org.postern.store;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import org.jdbi.v3.core.Handle;

/**
 * The pairs of tables that hold samples, one pair per slice of time; thread-safe. Deleting rows
 * would let the file grow; tables are dropped whole.
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
    RAW(""),
    FIVE_MINUTES("5m_"),
    HOURLY("1h_"),
    DAILY("1d_");

    private final String tag;

    Layer(String tag) {
      this.tag = tag;
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
   * A stretch of time with tables of its own.
   *
   * @param start epoch milliseconds; {@code end} is exclusive
   */
  record Slice(Layer layer, long start, long end, String suffix) {
    String table(Sample.Kind kind) {
      return switch (kind) {
        case INTERFACE -> "interface_" + layer.tag + suffix;
        case HITS -> "hits_" + layer.tag + suffix;
      };
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
    // A pair of which a crash left only one table.
    slices.values().forEach(slice -> createTables(handle, slice));
    return slices.size();
  }

  /** Tables that a crash left between their making and their entry in the list, or after it. */
  private void dropOrphans(Handle handle) {
    Set<String> known = new HashSet<>();
    for (Slice slice : slices.values()) {
      for (Sample.Kind kind : Sample.Kind.values()) {
        known.add(slice.table(kind));
      }
    }
    handle
        .createQuery(
            "SELECT LOWER(table_name) FROM information_schema.tables"
                + " WHERE table_schema = 'PUBLIC' AND REGEXP_LIKE(table_name,"
                + " '^(interface|hits)_"
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
    file.read("begin a slice", handle -> createTables(handle, made));
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

  private static int createTables(Handle handle, Slice slice) {
    return slice.layer() == Layer.RAW ? createRaw(handle, slice) : createRollUps(handle, slice);
  }

  private static int createRollUps(Handle handle, Slice slice) {
    for (Sample.Kind kind : Sample.Kind.values()) {
      handle.execute(
          "CREATE TABLE IF NOT EXISTS "
              + slice.table(kind)
              + " (id BIGINT NOT NULL PRIMARY KEY, "
              + RollUpRows.columns(kind)
              + ")");
    }
    return Sample.Kind.values().length;
  }

  private static int createRaw(Handle handle, Slice slice) {
    handle.execute(
        "CREATE TABLE IF NOT EXISTS "
            + slice.table(Sample.Kind.INTERFACE)
            + " (id BIGINT NOT NULL PRIMARY KEY, oper_status TINYINT NOT NULL,"
            + " quality TINYINT NOT NULL, in_bits REAL, out_bits REAL, in_packets REAL,"
            + " out_packets REAL, in_errors REAL, out_errors REAL, in_discards REAL,"
            + " out_discards REAL)");
    return handle.execute(
        "CREATE TABLE IF NOT EXISTS "
            + slice.table(Sample.Kind.HITS)
            + " (id BIGINT NOT NULL PRIMARY KEY, hits BIGINT NOT NULL, per_second REAL,"
            + " quality TINYINT NOT NULL)");
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
        file.read("drop a slice", handle -> dropTables(handle, slice));
      }
      return expired.size();
    } finally {
      lock.writeLock().unlock();
    }
  }

  private static int dropTables(Handle handle, Slice slice) {
    for (Sample.Kind kind : Sample.Kind.values()) {
      handle.execute("DROP TABLE IF EXISTS " + slice.table(kind));
    }
    return Sample.Kind.values().length;
  }
}
