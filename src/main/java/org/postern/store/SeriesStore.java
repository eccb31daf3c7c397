package org.postern.store;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.postern.finding.SeriesKey;

/** What was learned of the series of each device; thread-safe. */
public final class SeriesStore {
  private static final int BATCH = 500;

  private final StateFile state;

  SeriesStore(StateFile state) {
    this.state = state;
  }

  /** What was saved for {@code device}. */
  public Map<SeriesKey, byte[]> load(String device) {
    return state.read(
        "read the usual levels of series",
        handle -> {
          Map<SeriesKey, byte[]> series = new HashMap<>();
          handle
              .createQuery(
                  "SELECT quantity, object, port, learned FROM series_level"
                      + " WHERE device = :device")
              .bind("device", device)
              .map(
                  (row, context) ->
                      series.put(
                          new SeriesKey(
                              SeriesKey.Quantity.valueOf(row.getString("quantity")),
                              row.getString("object"),
                              row.getString("port")),
                          row.getBytes("learned")))
              .list();
          return series;
        });
  }

  /** The devices of which something was saved, whether they are configured or not. */
  public List<String> devices() {
    return state.read(
        "read the devices with usual levels",
        handle ->
            handle
                .createQuery("SELECT DISTINCT device FROM series_level ORDER BY device")
                .mapTo(String.class)
                .list());
  }

  /** Drops what was saved for {@code device}. */
  public void forget(String device) {
    state.write(
        "forget the usual levels of a device",
        handle -> handle.execute("DELETE FROM series_level WHERE device = ?", device));
  }

  /** Replaces what was saved for {@code device}, in one transaction. */
  public void save(String device, Map<SeriesKey, byte[]> series) {
    state.write(
        "store the usual levels of series",
        handle -> {
          handle.execute("DELETE FROM series_level WHERE device = ?", device);
          PreparedBatch batch =
              handle.prepareBatch(
                  "INSERT INTO series_level (device, quantity, object, port, learned)"
                      + " VALUES (:device, :quantity, :object, :port, :learned)");
          int saved = 0;
          for (Map.Entry<SeriesKey, byte[]> each : series.entrySet()) {
            batch
                .bind("device", device)
                .bind("quantity", each.getKey().quantity().name())
                .bind("object", each.getKey().object())
                .bind("port", each.getKey().port())
                .bind("learned", each.getValue())
                .add();
            if (batch.size() == BATCH) {
              saved += batch.execute().length;
            }
          }
          return batch.size() == 0 ? saved : saved + batch.execute().length;
        });
  }
}
