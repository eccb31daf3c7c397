package org.postern.store;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import org.jdbi.v3.core.statement.PreparedBatch;

/** The SNMPv3 engine of each device; thread-safe. */
public final class EngineStore {
  private final StateFile state;

  EngineStore(StateFile state) {
    this.state = state;
  }

  /** Puts these engines in place of what was known of their devices, in one transaction. */
  public void save(Collection<StoredEngine> engines) {
    if (engines.isEmpty()) {
      return;
    }
    state.write(
        "store the engines",
        handle -> {
          PreparedBatch batch =
              handle.prepareBatch(
                  "MERGE INTO device_engine (device, engine_id, boots, seconds, seen, known_id,"
                      + " known_boots) KEY (device) VALUES (:device, :id, :boots, :seconds, :seen,"
                      + " :knownId, :knownBoots)");
          for (StoredEngine engine : engines) {
            batch
                .bind("device", engine.device())
                .bind("id", engine.id())
                .bind("boots", engine.boots())
                .bind("seconds", engine.seconds())
                .bind("seen", engine.seen())
                .bind("knownId", engine.knownId())
                .bind("knownBoots", engine.knownBoots())
                .add();
          }
          return batch.execute().length;
        });
  }

  /** The engines of all devices that were ever asked by SNMPv3. */
  public List<StoredEngine> all() {
    return state.read(
        "read the engines",
        handle ->
            handle
                .createQuery("SELECT * FROM device_engine ORDER BY device")
                .map(
                    (row, context) ->
                        new StoredEngine(
                            row.getString("device"),
                            row.getString("engine_id"),
                            row.getInt("boots"),
                            row.getInt("seconds"),
                            row.getObject("seen", Instant.class),
                            row.getString("known_id"),
                            row.getInt("known_boots")))
                .list());
  }
}
