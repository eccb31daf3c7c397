package org.postern.poll;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.postern.acl.Action;
import org.postern.acl.DecidingEntry;
import org.postern.acl.PortVerdict;
import org.postern.counter.HitDelta;
import org.postern.finding.EntryHits;
import org.postern.finding.HitSum;
import org.postern.finding.WindowHits;

/** Adds up, for one poll, the hits of the entries that decide about a port. Immutable. */
final class PortHits {
  private final Map<EntryName, Optional<HitWindows.Window>> windows = new HashMap<>();

  private record EntryName(String list, String entryId) {}

  PortHits(Map<ListTable.Row, List<Optional<HitWindows.Window>>> byList) {
    byList.forEach(
        (row, all) -> {
          for (int i = 0; i < all.size(); i++) {
            windows.putIfAbsent(
                new EntryName(row.list().name(), row.list().entries().get(i).id()), all.get(i));
          }
        });
  }

  /**
   * The hits in this window of the entries with {@code action} that decide. An entry that is not
   * counted, such as the implicit action, makes the sum a part of the truth; if none is counted
   * there is no sum.
   */
  WindowHits sum(PortVerdict verdict, Action action) {
    HitSum sum = new HitSum();
    for (DecidingEntry entry : verdict.deciding()) {
      if (entry.action() == action) {
        sum.add(
            windows
                .getOrDefault(new EntryName(entry.list(), entry.entryId()), Optional.empty())
                .map(window -> counted(entry, window))
                .orElseGet(() -> EntryHits.uncounted(entry)));
      }
    }
    return sum.total();
  }

  private static EntryHits counted(DecidingEntry entry, HitWindows.Window window) {
    HitDelta delta = window.delta();
    return new EntryHits(entry, true, delta.delta().orElse(0), delta.quality());
  }
}
