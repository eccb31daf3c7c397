package org.postern.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import org.jdbi.v3.core.Handle;
import org.postern.store.SampleSlices.Slice;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The rows of the tables of samples. Plain JDBC: this is the one place where the rate matters. */
final class SampleRows {
  private static final Logger LOG = LoggerFactory.getLogger(SampleRows.class);

  /** H2 reads a whole result before it hands out the first row. */
  private static final int PAGE = 500;

  private SampleRows() {}

  /** A row: its {@link SampleKey} and its value. */
  static final class Row {
    private final long key;
    private final byte[] value;

    /** Takes the array as it is. */
    Row(long key, byte[] value) {
      this.key = key;
      this.value = value;
    }
  }

  static int create(Handle handle, String table) {
    return handle.execute(
        "CREATE TABLE IF NOT EXISTS "
            + table
            + " (id BIGINT NOT NULL PRIMARY KEY, points VARBINARY(1048576) NOT NULL)");
  }

  /** Adds rows; one with a known key takes its place. */
  static void merge(Connection connection, String table, List<Row> rows) throws SQLException {
    try (PreparedStatement merge =
        connection.prepareStatement(
            "MERGE INTO " + table + " (id, points) KEY (id) VALUES (?, ?)")) {
      for (Row row : rows) {
        merge.setLong(1, row.key);
        merge.setBytes(2, row.value);
        merge.addBatch();
      }
      merge.executeBatch();
    }
  }

  /** The items of a series from {@code from} inclusive to {@code to} exclusive, by time. */
  static <T> void read(
      Handle handle,
      Slice slice,
      ItemCodec<T> codec,
      Series series,
      long from,
      long to,
      BiConsumer<Instant, T> found)
      throws SQLException {
    SampleKey keys = slice.layer().keys();
    long first = keys.bucketOf(Math.max(from, slice.start()) - slice.start());
    long last = keys.bucketOf(Math.min(to, slice.end()) - slice.start() - 1);
    try (PreparedStatement query = range(handle, slice, "")) {
      for (long bucket = first; bucket <= last; bucket++) {
        query.setLong(1, keys.first(bucket, series.device()));
        query.setLong(2, keys.last(bucket, series.device()));
        try (ResultSet rows = query.executeQuery()) {
          while (rows.next()) {
            long time = slice.start() + keys.offsetMillis(rows.getLong(1));
            if (from <= time && time < to) {
              byte[] value = rows.getBytes(2);
              readable(slice, rows.getLong(1), () -> codec.find(value, series.place()))
                  .flatMap(item -> item)
                  .ifPresent(item -> found.accept(Instant.ofEpochMilli(time), item));
            }
          }
        }
      }
    }
  }

  /** What is told of each row of a bucket, by device, then time. */
  @FunctionalInterface
  interface Visitor<T> {
    void visit(int device, List<ItemCodec.Placed<T>> items) throws SQLException;
  }

  /**
   * Reads rows of the bucket that begins at {@code start}, whole devices from {@code device} on.
   *
   * @param enough after so many rows no other device is begun
   * @return the device to go on with; empty if the bucket is at its end
   */
  static <T> OptionalInt scan(
      Handle handle,
      Slice slice,
      ItemCodec<T> codec,
      long start,
      int device,
      int enough,
      Visitor<T> visitor)
      throws SQLException {
    SampleKey keys = slice.layer().keys();
    long bucket = keys.bucketOf(start - slice.start());
    long next = keys.first(bucket, device);
    int last = device;
    int all = 0;
    long end = keys.last(bucket, SampleKey.MAX_DEVICE);
    try (PreparedStatement query = range(handle, slice, " FETCH FIRST " + PAGE + " ROWS ONLY")) {
      int read = PAGE;
      while (read == PAGE) {
        read = 0;
        query.setLong(1, next);
        query.setLong(2, end);
        try (ResultSet rows = query.executeQuery()) {
          while (rows.next()) {
            long key = rows.getLong(1);
            if (all >= enough && keys.device(key) != last) {
              return OptionalInt.of(keys.device(key));
            }
            last = keys.device(key);
            all++;
            byte[] value = rows.getBytes(2);
            Optional<List<ItemCodec.Placed<T>>> items =
                readable(slice, key, () -> codec.all(value));
            if (items.isPresent()) {
              visitor.visit(last, items.get());
            }
            next = key + 1;
            read++;
          }
        }
      }
    }
    return OptionalInt.empty();
  }

  private static PreparedStatement range(Handle handle, Slice slice, String limit)
      throws SQLException {
    return handle
        .getConnection()
        .prepareStatement(
            "SELECT id, points FROM "
                + slice.table()
                + " WHERE id BETWEEN ? AND ? ORDER BY id"
                + limit);
  }

  /** One row that cannot be read must not take the others with it. */
  private static <T> Optional<T> readable(Slice slice, long key, Supplier<T> decoding) {
    try {
      return Optional.of(decoding.get());
    } catch (StoreException e) {
      LOG.warn(
          "samples of device {} are left out, row {} of {}: {}",
          slice.layer().keys().device(key),
          key,
          slice.table(),
          e.getMessage());
      return Optional.empty();
    }
  }
}
