package org.postern.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import org.postern.acl.AccessList;

/**
 * The versions of every access list; thread-safe.
 *
 * <p>A read that shows nothing new costs no write: its time is kept in memory and written with the
 * housekeeping and at the end.
 */
public final class AccessListStore {
  private final StateFile state;
  private final int versionsKept;
  private final Map<ListName, Current> current = new HashMap<>();

  /** True after a write of which nobody knows whether it took place. */
  private boolean unsure;

  private record ListName(String device, String source, String name) {}

  /**
   * The newest version of a list.
   *
   * @param content name of its content
   * @param list what was last recorded, or empty while only the file knows
   * @param stored last time seen as the file has it
   */
  private record Current(
      long id,
      String digest,
      String content,
      Instant firstSeen,
      Instant lastSeen,
      Instant stored,
      Optional<AccessList> list) {
    Current seen(AccessList now, Instant time) {
      return new Current(id, digest, content, firstSeen, time, stored, Optional.of(now));
    }

    Current flushed() {
      return new Current(id, digest, content, firstSeen, lastSeen, lastSeen, list);
    }

    /** The same content for sure; the hash is asked only where memory does not tell. */
    boolean holds(AccessList other) {
      return list.isPresent()
          ? list.get().equals(other)
          : content.equals(AccessListContents.nameOf(other));
    }
  }

  AccessListStore(StateFile state, int versionsKept) {
    this.state = state;
    this.versionsKept = versionsKept;
    state.read("read the access lists", this::loadCurrent);
  }

  private int loadCurrent(Handle handle) {
    handle
        .createQuery(
            "SELECT * FROM access_list_version WHERE id IN"
                + " (SELECT MAX(id) FROM access_list_version GROUP BY device, source, name)")
        .map(
            (row, context) -> {
              AccessListVersion version = version(row);
              Current known =
                  new Current(
                      row.getLong("id"),
                      version.digest(),
                      row.getString("content"),
                      version.firstSeen(),
                      version.lastSeen(),
                      version.lastSeen(),
                      Optional.empty());
              return current.put(nameOf(version), known);
            })
        .list();
    return current.size();
  }

  /**
   * A list that a complete read of {@code device} showed.
   *
   * @param digest equal for lists that match the same; 1..200 characters
   */
  public record Sighting(String device, AccessList list, String digest, Instant seen) {
    private ListName name() {
      return new ListName(device, list.source(), list.name());
    }
  }

  /** Notes one sighting; see {@link #record(List)}. */
  public boolean record(String device, AccessList list, String digest, Instant seen) {
    return !record(List.of(new Sighting(device, list, digest, seen))).isEmpty();
  }

  /**
   * Notes what was seen, in this order; all of it or nothing, with one forced write at most.
   *
   * @return those that begin a new version, that is, whose list is new or its digest is not what
   *     the read before gave
   */
  public synchronized List<Sighting> record(List<Sighting> sightings) {
    if (unsure) {
      state.read("read the access lists", this::loadCurrent);
      unsure = false;
    }
    List<Sighting> toWrite = new ArrayList<>();
    for (Sighting each : sightings) {
      Current known = current.get(each.name());
      if (known != null && known.digest().equals(each.digest()) && known.holds(each.list())) {
        current.put(each.name(), known.seen(each.list(), each.seen()));
      } else {
        toWrite.add(each);
      }
    }
    if (toWrite.isEmpty()) {
      return List.of();
    }
    // Until the end is reached in order.
    unsure = true;
    Map<ListName, Current> written = new HashMap<>();
    List<Sighting> begun =
        state.writeDurably("store access lists", handle -> write(handle, toWrite, written));
    current.putAll(written);
    unsure = false;
    return begun;
  }

  private List<Sighting> write(
      Handle handle, List<Sighting> sightings, Map<ListName, Current> written) {
    List<Sighting> begun = new ArrayList<>();
    for (Sighting each : sightings) {
      Optional<Current> known =
          Optional.ofNullable(written.getOrDefault(each.name(), current.get(each.name())));
      if (known.isPresent() && known.get().digest().equals(each.digest())) {
        // Same digest, other words: bindings or remarks, which the digest need not cover.
        written.put(each.name(), replaceContent(handle, known.get(), each));
      } else {
        written.put(each.name(), begin(handle, known, each));
        begun.add(each);
      }
    }
    return begun;
  }

  private Current begin(Handle handle, Optional<Current> before, Sighting sighting) {
    before.ifPresent(known -> writeSeen(handle, known.id(), known.lastSeen()));
    String content = AccessListContents.put(handle, sighting.list());
    // Not by the column's own sequence, so that the journal gives the same number again.
    long id =
        handle
            .createQuery("SELECT COALESCE(MAX(id), 0) + 1 FROM access_list_version")
            .mapTo(Long.class)
            .one();
    Instant seen = sighting.seen();
    handle
        .createUpdate(
            "INSERT INTO access_list_version"
                + " (id, device, source, name, digest, content, first_seen, last_seen)"
                + " VALUES (:id, :device, :source, :name, :digest, :content, :seen, :seen)")
        .bind("id", id)
        .bind("device", sighting.device())
        .bind("source", sighting.list().source())
        .bind("name", sighting.list().name())
        .bind("digest", sighting.digest())
        .bind("content", content)
        .bind("seen", seen)
        .execute();
    prune(handle, sighting.name());
    return new Current(
        id, sighting.digest(), content, seen, seen, seen, Optional.of(sighting.list()));
  }

  private static Current replaceContent(Handle handle, Current known, Sighting sighting) {
    String content = AccessListContents.put(handle, sighting.list());
    handle.execute(
        "UPDATE access_list_version SET content = ?, last_seen = ? WHERE id = ?",
        content,
        sighting.seen(),
        known.id());
    AccessListContents.dropUnused(handle, List.of(known.content()));
    return new Current(
        known.id(),
        known.digest(),
        content,
        known.firstSeen(),
        sighting.seen(),
        sighting.seen(),
        Optional.of(sighting.list()));
  }

  private static int writeSeen(Handle handle, long id, Instant seen) {
    return handle.execute("UPDATE access_list_version SET last_seen = ? WHERE id = ?", seen, id);
  }

  /** Drops versions beyond those kept; accepted lists keep their content in the baselines. */
  private void prune(Handle handle, ListName name) {
    Set<String> dropped = new HashSet<>();
    int position = 0;
    for (Row row : rows(handle, name)) {
      position++;
      if (position > versionsKept) {
        handle.execute("DELETE FROM access_list_version WHERE id = ?", row.id());
        dropped.add(row.content());
      }
    }
    AccessListContents.dropUnused(handle, dropped);
  }

  private record Row(long id, String content, AccessListVersion version) {}

  private static List<Row> rows(Handle handle, ListName name) {
    return handle
        .createQuery(
            "SELECT * FROM access_list_version WHERE device = :device AND source = :source"
                + " AND name = :name ORDER BY id DESC")
        .bind("device", name.device())
        .bind("source", name.source())
        .bind("name", name.name())
        .map((row, context) -> row(row))
        .list();
  }

  private static Row row(ResultSet row) throws SQLException {
    return new Row(row.getLong("id"), row.getString("content"), version(row));
  }

  private static AccessListVersion version(ResultSet row) throws SQLException {
    return new AccessListVersion(
        row.getString("device"),
        row.getString("source"),
        row.getString("name"),
        row.getString("digest"),
        row.getObject("first_seen", Instant.class),
        row.getObject("last_seen", Instant.class));
  }

  private static ListName nameOf(AccessListVersion version) {
    return new ListName(version.device(), version.source(), version.name());
  }

  /** The newest version of each list ever seen on {@code device}, by source and name. */
  public synchronized List<StoredAccessList> latest(String device) {
    return state.read(
        "read the access lists",
        handle -> {
          List<StoredAccessList> lists = new ArrayList<>();
          for (Row row :
              handle
                  .createQuery(
                      "SELECT * FROM access_list_version WHERE id IN"
                          + " (SELECT MAX(id) FROM access_list_version WHERE device = :device"
                          + " GROUP BY source, name) ORDER BY source, name")
                  .bind("device", device)
                  .map((result, context) -> row(result))
                  .list()) {
            lists.add(
                new StoredAccessList(upToDate(row), AccessListContents.get(handle, row.content())));
          }
          return lists;
        });
  }

  /** The versions of a list by its name, whatever source it has, newest first. */
  public synchronized List<AccessListVersion> versions(String device, String listName) {
    return state.read(
        "read the access lists",
        handle ->
            handle
                .createQuery(
                    "SELECT * FROM access_list_version WHERE device = :device AND name = :name"
                        + " ORDER BY id DESC")
                .bind("device", device)
                .bind("name", listName)
                .map((row, context) -> upToDate(row(row)))
                .list());
  }

  /** The histories of all lists ever seen on {@code device}, by source and name. */
  public synchronized List<ListHistory> history(String device) {
    Map<ListName, List<AccessListVersion>> byName = new LinkedHashMap<>();
    state
        .read(
            "read the access lists",
            handle ->
                handle
                    .createQuery(
                        "SELECT * FROM access_list_version WHERE device = :device"
                            + " ORDER BY source, name, id")
                    .bind("device", device)
                    .map((row, context) -> upToDate(row(row)))
                    .list())
        .forEach(
            version ->
                byName.computeIfAbsent(nameOf(version), none -> new ArrayList<>()).add(version));
    List<ListHistory> histories = new ArrayList<>();
    byName.forEach(
        (name, versions) ->
            histories.add(
                new ListHistory(
                    name.source(), name.name(), versions, versions.size() < versionsKept)));
    return histories;
  }

  private AccessListVersion upToDate(Row row) {
    Current known = current.get(nameOf(row.version()));
    if (known == null || known.id() != row.id()) {
      return row.version();
    }
    return new AccessListVersion(
        row.version().device(),
        row.version().source(),
        row.version().name(),
        row.version().digest(),
        row.version().firstSeen(),
        known.lastSeen());
  }

  /**
   * A list with this digest: the newest one recorded, if several lists or devices share it. Its
   * entries are the same whichever it is; its name and bindings need not be.
   */
  public Optional<AccessList> load(String digest) {
    return state.read(
        "read an access list",
        handle ->
            handle
                .createQuery(
                    "SELECT content FROM access_list_version WHERE digest = :digest"
                        + " ORDER BY id DESC FETCH FIRST 1 ROW ONLY")
                .bind("digest", digest)
                .mapTo(String.class)
                .findOne()
                .map(content -> AccessListContents.get(handle, content)));
  }

  /** The content of one version, or empty if it is no longer kept. */
  public Optional<AccessList> load(AccessListVersion version) {
    return state.read(
        "read an access list",
        handle ->
            rows(handle, nameOf(version)).stream()
                .filter(row -> row.version().digest().equals(version.digest()))
                .filter(row -> row.version().firstSeen().equals(version.firstSeen()))
                .findFirst()
                .map(row -> AccessListContents.get(handle, row.content())));
  }

  /** Writes the times of the last reads that are only in memory. */
  synchronized void flush() {
    List<Map.Entry<ListName, Current>> stale =
        current.entrySet().stream()
            .filter(entry -> !entry.getValue().lastSeen().equals(entry.getValue().stored()))
            .toList();
    if (stale.isEmpty()) {
      return;
    }
    state.write(
        "store the access lists",
        handle -> {
          for (Map.Entry<ListName, Current> entry : stale) {
            writeSeen(handle, entry.getValue().id(), entry.getValue().lastSeen());
          }
          return stale.size();
        });
    for (Map.Entry<ListName, Current> entry : stale) {
      current.put(entry.getKey(), entry.getValue().flushed());
    }
  }
}
