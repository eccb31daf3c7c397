package org.postern.store;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.postern.finding.Baselines;
import org.postern.finding.DigestedList;

/**
 * The access lists that later reads of each device are compared with; thread-safe. They keep their
 * content themselves, so that no pruning of history can take an accepted list away.
 */
public final class BaselineStore {
  private final StateFile state;

  /** Which of the three sets of {@link Baselines} a row belongs to. */
  private enum Role {
    CONFIRMED,
    REVIEWED,
    PERMITS
  }

  BaselineStore(StateFile state) {
    this.state = state;
  }

  /** What was saved for {@code device}; empty if it was never judged. */
  public Optional<Baselines> load(String device) {
    return state.read(
        "read the baselines",
        handle -> {
          boolean judged =
              handle
                      .createQuery("SELECT COUNT(*) FROM judged_device WHERE device = :device")
                      .bind("device", device)
                      .mapTo(Long.class)
                      .one()
                  > 0;
          return judged ? Optional.of(read(handle, device)) : Optional.empty();
        });
  }

  private static Baselines read(Handle handle, String device) {
    Map<Role, List<DigestedList>> lists = new EnumMap<>(Role.class);
    for (Role role : Role.values()) {
      lists.put(role, new ArrayList<>());
    }
    handle
        .createQuery(
            "SELECT role, digest, content FROM baseline WHERE device = :device"
                + " ORDER BY role, position")
        .bind("device", device)
        .map(
            (row, context) -> {
              List<DigestedList> ofRole = lists.get(Role.valueOf(row.getString("role")));
              return ofRole != null
                  && ofRole.add(
                      new DigestedList(
                          AccessListContents.get(handle, row.getString("content")),
                          row.getString("digest")));
            })
        .list();
    return new Baselines(
        lists.getOrDefault(Role.CONFIRMED, List.of()),
        lists.getOrDefault(Role.REVIEWED, List.of()),
        lists.getOrDefault(Role.PERMITS, List.of()));
  }

  /** Replaces what was saved for {@code device}; durable when it returns. */
  public void save(String device, Baselines baselines) {
    save(Map.of(device, baselines));
  }

  /** Replaces what was saved for these devices, all or none; durable when it returns. */
  public void save(Map<String, Baselines> byDevice) {
    if (byDevice.isEmpty()) {
      return;
    }
    state.writeDurably(
        "store the baselines",
        handle -> {
          byDevice.forEach((device, baselines) -> replace(handle, device, baselines));
          return byDevice.size();
        });
  }

  private static void replace(Handle handle, String device, Baselines baselines) {
    Set<String> before =
        new HashSet<>(
            handle
                .createQuery("SELECT content FROM baseline WHERE device = :device")
                .bind("device", device)
                .mapTo(String.class)
                .list());
    handle.execute("DELETE FROM baseline WHERE device = ?", device);
    handle.execute("MERGE INTO judged_device (device) KEY (device) VALUES (?)", device);
    insert(handle, device, Role.CONFIRMED, baselines.confirmed());
    insert(handle, device, Role.REVIEWED, baselines.reviewed());
    insert(handle, device, Role.PERMITS, baselines.permits());
    AccessListContents.dropUnused(handle, before);
  }

  private static void insert(Handle handle, String device, Role role, List<DigestedList> lists) {
    if (lists.isEmpty()) {
      return;
    }
    PreparedBatch batch =
        handle.prepareBatch(
            "INSERT INTO baseline (device, role, position, digest, content)"
                + " VALUES (:device, :role, :position, :digest, :content)");
    for (int i = 0; i < lists.size(); i++) {
      batch
          .bind("device", device)
          .bind("role", role.name())
          .bind("position", i)
          .bind("digest", lists.get(i).digest())
          .bind("content", AccessListContents.put(handle, lists.get(i).list()))
          .add();
    }
    batch.execute();
  }
}
