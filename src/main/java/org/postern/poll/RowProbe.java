package org.postern.poll;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.postern.snmp.Oid;
import org.postern.snmp.ReadResult;
import org.postern.snmp.SnmpReader;
import org.postern.snmp.SnmpTarget;
import org.postern.snmp.VarBind;

/** Finds out which tables of a device have rows, some by each request. Thread-safe. */
final class RowProbe {
  /** Few enough for one message, many enough that a new device is soon known. */
  private static final int AT_ONCE = 10;

  private final SnmpReader reader;

  RowProbe(SnmpReader reader) {
    this.reader = reader;
  }

  /** Those of these tables that have a row. */
  CompletableFuture<Set<Oid>> withRows(SnmpTarget target, List<Oid> tables) {
    return withRows(target, tables, AT_ONCE);
  }

  private CompletableFuture<Set<Oid>> withRows(SnmpTarget target, List<Oid> tables, int some) {
    CompletableFuture<Set<Oid>> withRows = CompletableFuture.completedFuture(new HashSet<>());
    for (int i = 0; i < tables.size(); i += some) {
      List<Oid> together = tables.subList(i, Math.min(i + some, tables.size()));
      withRows =
          withRows.thenCompose(
              before ->
                  reader
                      .walk(target, together, 1)
                      .thenCompose(result -> withRows(target, together, result))
                      .thenApply(
                          found -> {
                            before.addAll(found);
                            return before;
                          }));
    }
    return withRows;
  }

  /** An agent may be silent about all only because of one: then each is asked about by itself. */
  private CompletableFuture<Set<Oid>> withRows(
      SnmpTarget target, List<Oid> together, ReadResult result) {
    boolean settled =
        result instanceof ReadResult.Complete
            || (result instanceof ReadResult.Partial partial && partial.isCutAtMaxRows());
    if (!settled && together.size() > 1) {
      return withRows(target, together, 1);
    }
    Set<Oid> found = new HashSet<>();
    for (VarBind row : result.varBindsOrEmpty()) {
      together.stream().filter(table -> row.oid().startsWith(table)).forEach(found::add);
    }
    return CompletableFuture.completedFuture(found);
  }
}
