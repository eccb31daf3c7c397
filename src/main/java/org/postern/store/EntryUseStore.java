package org.postern.store;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.postern.finding.EntryUses;

/** Since when the entries of each device have not been hit; thread-safe. */
public final class EntryUseStore {
  private final StateFile state;

  EntryUseStore(StateFile state) {
    this.state = state;
  }

  /** What was saved for {@code device}: by key of the list, then of the entry. */
  public Map<String, Map<String, EntryUses.Silence>> load(String device) {
    return state.read(
        "read the use of entries",
        handle -> {
          Map<String, Map<String, EntryUses.Silence>> lists = new HashMap<>();
          handle
              .createQuery("SELECT * FROM entry_use WHERE device = :device")
              .bind("device", device)
              .map(
                  (row, context) ->
                      lists
                          .computeIfAbsent(row.getString("list"), none -> new HashMap<>())
                          .put(
                              row.getString("entry"),
                              new EntryUses.Silence(
                                  row.getObject("since", Instant.class),
                                  row.getBoolean("hit_before"),
                                  Duration.ofSeconds(row.getLong("observed_seconds")),
                                  row.getLong("other_hits"))))
              .list();
          return lists;
        });
  }

  /** Replaces what was saved for {@code device}, in one transaction. */
  public void save(String device, Map<String, Map<String, EntryUses.Silence>> lists) {
    state.write(
        "store the use of entries",
        handle -> {
          handle.execute("DELETE FROM entry_use WHERE device = ?", device);
          PreparedBatch batch =
              handle.prepareBatch(
                  "INSERT INTO entry_use (device, list, entry, since, hit_before,"
                      + " observed_seconds, other_hits) VALUES (:device, :list, :entry, :since,"
                      + " :hitBefore, :observed, :others)");
          lists.forEach(
              (list, entries) ->
                  entries.forEach(
                      (entry, silence) ->
                          batch
                              .bind("device", device)
                              .bind("list", list)
                              .bind("entry", entry)
                              .bind("since", silence.since())
                              .bind("hitBefore", silence.hitBefore())
                              .bind("observed", silence.observed().toSeconds())
                              .bind("others", silence.others())
                              .add()));
          return batch.size() == 0 ? 0 : batch.execute().length;
        });
  }
}
