package org.postern.poll;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.postern.acl.OwnConnections;
import org.postern.profile.ConnectionTable;
import org.postern.profile.Profile;
import org.postern.snmp.SnmpReader;
import org.postern.snmp.SnmpTarget;

/**
 * Asks a device for its own connections, while they may tell where a spike comes from. Thread-safe.
 */
final class ConnectionReader {
  private final SnmpReader reader;
  private final RowProbe probe;

  ConnectionReader(SnmpReader reader, RowProbe probe) {
    this.reader = reader;
    this.probe = probe;
  }

  /**
   * Whether to ask, and what was learned by asking.
   *
   * @param wanted whether the next poll should ask
   * @param tables those with rows when they were first asked for; empty before
   */
  record Sought(boolean wanted, Optional<List<ConnectionTable>> tables) {
    Sought {
      tables = tables.map(List::copyOf);
    }

    static Sought none() {
      return new Sought(false, Optional.empty());
    }

    /**
     * The same for the next poll. What was learned lasts as long as the suspicion: a table may have
     * no row at a time.
     */
    Sought next(boolean suspected, boolean due) {
      return suspected ? new Sought(due, tables) : none();
    }
  }

  /** The connections, none if they were not asked for or not told. */
  record Told(OwnConnections connections, Sought sought) {}

  /** Reads the first table that has rows; the future completes normally whatever happens. */
  CompletableFuture<Told> read(SnmpTarget target, List<Profile> profiles, Sought sought) {
    return sought.wanted()
        ? tables(target, profiles, sought)
            .thenCompose(
                tables ->
                    first(target, tables)
                        .thenApply(told -> new Told(told, new Sought(true, Optional.of(tables)))))
        : CompletableFuture.completedFuture(new Told(OwnConnections.none(), sought));
  }

  private CompletableFuture<List<ConnectionTable>> tables(
      SnmpTarget target, List<Profile> profiles, Sought sought) {
    if (sought.tables().isPresent()) {
      return CompletableFuture.completedFuture(sought.tables().get());
    }
    List<ConnectionTable> all =
        profiles.stream().flatMap(profile -> profile.ownConnections().stream()).toList();
    return probe
        .withRows(target, all.stream().map(ConnectionTable::oid).toList())
        .thenApply(found -> all.stream().filter(table -> found.contains(table.oid())).toList());
  }

  private CompletableFuture<OwnConnections> first(SnmpTarget target, List<ConnectionTable> tables) {
    if (tables.isEmpty()) {
      return CompletableFuture.completedFuture(OwnConnections.none());
    }
    ConnectionTable table = tables.get(0);
    return reader.walk(target, table.columns(), table.maxRows()).thenApply(table::map);
  }
}
