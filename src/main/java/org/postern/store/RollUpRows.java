package org.postern.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.postern.store.RollUp.Summary;

/** Roll-ups as columns. The key is the period within its slice, then the series. */
final class RollUpRows {
  private static final int SERIES_BITS = 32;
  private static final int COLUMNS = 4; // before the rates, and of each rate

  private RollUpRows() {}

  static long key(long period, long series) {
    return (period << SERIES_BITS) | series;
  }

  static long series(long key) {
    return key & SampleKey.MAX_SERIES;
  }

  /** The columns after the key, with their types. */
  static String columns(Sample.Kind kind) {
    return "samples INTEGER NOT NULL, last_value BIGINT NOT NULL, quality TINYINT NOT NULL, "
        + SampleRate.of(kind).stream()
            .map(SampleRate::column)
            .map(
                rate ->
                    rate
                        + "_n INTEGER, "
                        + rate
                        + "_min REAL, "
                        + rate
                        + "_mean DOUBLE PRECISION, "
                        + rate
                        + "_max REAL")
            .collect(Collectors.joining(", "));
  }

  static void merge(
      Connection connection,
      String table,
      Sample.Kind kind,
      long period,
      Map<Long, RollUp> bySeries)
      throws SQLException {
    int values = COLUMNS * (1 + SampleRate.of(kind).size());
    try (PreparedStatement merge =
        connection.prepareStatement(
            "MERGE INTO " + table + " VALUES (" + "?, ".repeat(values - 1) + "?)")) {
      for (Map.Entry<Long, RollUp> row : bySeries.entrySet()) {
        RollUp rollUp = row.getValue();
        merge.setLong(1, key(period, row.getKey()));
        merge.setInt(2, rollUp.samples());
        merge.setLong(3, rollUp.last());
        merge.setByte(4, SampleRows.code(rollUp.quality()));
        int position = COLUMNS + 1;
        for (SampleRate rate : SampleRate.of(kind)) {
          bind(merge, position, rollUp.rates().get(rate));
          position += COLUMNS;
        }
        merge.addBatch();
      }
      merge.executeBatch();
    }
  }

  private static void bind(PreparedStatement merge, int at, @Nullable Summary summary)
      throws SQLException {
    if (summary == null) {
      for (int i = 0; i < COLUMNS; i++) {
        merge.setNull(at + i, Types.REAL);
      }
    } else {
      merge.setInt(at, summary.samples());
      merge.setFloat(at + 1, (float) summary.min());
      merge.setDouble(at + 2, summary.mean());
      merge.setFloat(at + 3, (float) summary.max());
    }
  }

  /** A row of a table of roll-ups. */
  static RollUp rollUp(ResultSet row, Sample.Kind kind, Instant start) throws SQLException {
    Map<SampleRate, Summary> rates = new EnumMap<>(SampleRate.class);
    for (SampleRate rate : SampleRate.of(kind)) {
      int samples = row.getInt(rate.column() + "_n");
      if (samples > 0) {
        rates.put(
            rate,
            new Summary(
                samples,
                row.getFloat(rate.column() + "_min"),
                row.getDouble(rate.column() + "_mean"),
                row.getFloat(rate.column() + "_max")));
      }
    }
    return new RollUp(
        start,
        row.getInt("samples"),
        row.getLong("last_value"),
        SampleRows.quality(row.getByte("quality")),
        rates);
  }

  /** A sample as the roll-up of itself. */
  static RollUp ofSample(ResultSet row, Sample.Kind kind, Instant start) throws SQLException {
    Map<SampleRate, Summary> rates = new EnumMap<>(SampleRate.class);
    for (SampleRate rate : SampleRate.of(kind)) {
      float value = row.getFloat(rate.column());
      if (!row.wasNull()) {
        rates.put(rate, Summary.of(value));
      }
    }
    long last =
        switch (kind) {
          case INTERFACE -> row.getByte("oper_status");
          case HITS -> row.getLong("hits");
        };
    return new RollUp(start, 1, last, SampleRows.quality(row.getByte("quality")), rates);
  }
}
