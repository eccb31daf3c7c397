package org.postern.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.util.List;
import java.util.OptionalDouble;
import org.postern.counter.Quality;

/** Samples as columns. Plain JDBC: this is the one place where the rate matters. */
final class SampleRows {
  /** What the column holds is the position here: add at the end, never reorder. */
  private static final List<Quality> QUALITIES =
      List.of(
          Quality.COMPLETE,
          Quality.PARTIAL,
          Quality.RESET,
          Quality.WRAP,
          Quality.IMPLAUSIBLE,
          Quality.GAP,
          Quality.UNAVAILABLE);

  private SampleRows() {}

  static byte code(Quality quality) {
    return (byte) QUALITIES.indexOf(quality);
  }

  static Quality quality(byte code) {
    return QUALITIES.get(code);
  }

  /** A sample with its place. */
  record Placed(long key, Sample sample) {}

  /** Adds the samples, all of one kind, to {@code table}; one with a known key takes its place. */
  static void insert(Connection connection, String table, Sample.Kind kind, List<Placed> samples)
      throws SQLException {
    String columns =
        switch (kind) {
          case INTERFACE ->
              "id, oper_status, quality, in_bits, out_bits, in_packets, out_packets, in_errors,"
                  + " out_errors, in_discards, out_discards";
          case HITS -> "id, hits, per_second, quality";
        };
    String values = columns.replaceAll("\\w+", "?");
    try (PreparedStatement insert =
        connection.prepareStatement(
            "MERGE INTO " + table + " (" + columns + ") KEY (id) VALUES (" + values + ")")) {
      for (Placed placed : samples) {
        insert.setLong(1, placed.key());
        if (placed.sample() instanceof Sample.OfInterface sample) {
          bind(insert, sample.point());
        } else if (placed.sample() instanceof Sample.OfHits sample) {
          bind(insert, sample.point());
        }
        insert.addBatch();
      }
      insert.executeBatch();
    }
  }

  private static void bind(PreparedStatement insert, InterfacePoint point) throws SQLException {
    insert.setByte(2, (byte) point.operStatus());
    insert.setByte(3, code(point.quality()));
    setRate(insert, 4, point.inBits());
    setRate(insert, 5, point.outBits());
    setRate(insert, 6, point.inPackets());
    setRate(insert, 7, point.outPackets());
    setRate(insert, 8, point.inErrors());
    setRate(insert, 9, point.outErrors());
    setRate(insert, 10, point.inDiscards());
    setRate(insert, 11, point.outDiscards());
  }

  private static void bind(PreparedStatement insert, HitPoint point) throws SQLException {
    insert.setLong(2, point.hits());
    setRate(insert, 3, point.perSecond());
    insert.setByte(4, code(point.quality()));
  }

  private static void setRate(PreparedStatement insert, int position, OptionalDouble rate)
      throws SQLException {
    if (rate.isPresent()) {
      insert.setFloat(position, (float) rate.getAsDouble());
    } else {
      insert.setNull(position, Types.REAL);
    }
  }

  static InterfacePoint interfacePoint(ResultSet row, long sliceStart) throws SQLException {
    return new InterfacePoint(
        time(row, sliceStart),
        row.getByte("oper_status"),
        rate(row, "in_bits"),
        rate(row, "out_bits"),
        rate(row, "in_packets"),
        rate(row, "out_packets"),
        rate(row, "in_errors"),
        rate(row, "out_errors"),
        rate(row, "in_discards"),
        rate(row, "out_discards"),
        quality(row.getByte("quality")));
  }

  static HitPoint hitPoint(ResultSet row, long sliceStart) throws SQLException {
    return new HitPoint(
        time(row, sliceStart),
        row.getLong("hits"),
        rate(row, "per_second"),
        quality(row.getByte("quality")));
  }

  private static Instant time(ResultSet row, long sliceStart) throws SQLException {
    return Instant.ofEpochMilli(sliceStart + SampleKey.offsetMillis(row.getLong("id")));
  }

  private static OptionalDouble rate(ResultSet row, String column) throws SQLException {
    float value = row.getFloat(column);
    return row.wasNull() ? OptionalDouble.empty() : OptionalDouble.of(value);
  }
}
