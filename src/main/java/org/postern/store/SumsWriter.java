package org.postern.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.postern.store.SampleSlices.Slice;

/** Sums up one period, device by device, and writes the rows; confined to one transaction. */
final class SumsWriter {
  private static final int ROWS_AT_ONCE = 500;

  private final Connection connection;
  private final Slice target;
  private final long start;
  private final List<SampleRows.Row> rows = new ArrayList<>();
  private final TreeMap<Series.Place, Sums> sums = new TreeMap<>();
  private int device;

  /**
   * Of the period that begins at {@code start}.
   *
   * @param start epoch milliseconds
   */
  SumsWriter(Connection connection, Slice target, long start) {
    this.connection = connection;
    this.target = target;
    this.start = start;
  }

  /** What comes is of this device; devices come in order, each at once. */
  void begin(int next) throws SQLException {
    if (next != device) {
      endDevice();
      device = next;
    }
  }

  /** The sums of a series of this device. */
  Sums of(Series.Place place) {
    return sums.computeIfAbsent(place, fresh -> new Sums(fresh.kind()));
  }

  private void endDevice() throws SQLException {
    if (!sums.isEmpty()) {
      ValueWriter out = new ValueWriter();
      sums.forEach(
          (place, each) -> {
            out.begin(place);
            Sums.Codec.INSTANCE.write(out, each);
          });
      rows.addAll(target.rows(start, device, out.finish()));
      sums.clear();
    }
    if (rows.size() >= ROWS_AT_ONCE) {
      flush();
    }
  }

  private void flush() throws SQLException {
    SampleRows.merge(connection, target.table(), rows);
    rows.clear();
  }

  /** Writes what is left. */
  void finish() throws SQLException {
    endDevice();
    flush();
  }
}
