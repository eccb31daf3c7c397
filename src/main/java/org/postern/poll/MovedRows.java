package org.postern.poll;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.postern.profile.TableRead;
import org.postern.snmp.Oid;
import org.postern.snmp.ReadResult;
import org.postern.snmp.SnmpValue;
import org.postern.snmp.VarBind;

/** Puts counters read now into a table read earlier, if it is surely the same table still. */
final class MovedRows {
  private MovedRows() {}

  /**
   * The table as it was, with the moving columns of now.
   *
   * @return empty if rows came or went or a counter fell: entries may have been edited
   */
  static Optional<ReadResult> merge(
      TableRead table, ReadResult.Complete earlier, ReadResult.Complete now) {
    if (table.hits().isEmpty()) {
      return Optional.of(now);
    }
    Map<Oid, SnmpValue> fresh = new HashMap<>();
    now.varBinds().forEach(each -> fresh.put(each.oid(), each.value()));
    List<VarBind> merged = new ArrayList<>(earlier.varBinds().size());
    for (VarBind was : earlier.varBinds()) {
      if (table.moving().stream().noneMatch(was.oid()::startsWith)) {
        merged.add(was);
        continue;
      }
      SnmpValue is = fresh.remove(was.oid());
      if (is == null || fell(was.value(), is)) {
        return Optional.empty();
      }
      merged.add(new VarBind(was.oid(), is));
    }
    return fresh.isEmpty()
        ? Optional.of(new ReadResult.Complete(merged, now.requests(), now.responseNanos()))
        : Optional.empty();
  }

  private static boolean fell(SnmpValue was, SnmpValue is) {
    if (was instanceof SnmpValue.Counter64 before && is instanceof SnmpValue.Counter64 after) {
      return Long.compareUnsigned(after.value(), before.value()) < 0;
    }
    if (was instanceof SnmpValue.Counter32 before && is instanceof SnmpValue.Counter32 after) {
      return after.value() < before.value();
    }
    return was instanceof SnmpValue.Gauge32 before
        && is instanceof SnmpValue.Gauge32 after
        && after.value() < before.value();
  }
}
