package org.postern.poll;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.postern.acl.Action;
import org.postern.acl.DecidingEntry;
import org.postern.acl.PortVerdict;
import org.postern.finding.WindowHits;

/** Adds up, for one poll, the hits of the entries that decide about a port. Immutable. */
final class PortHits {
  /** Entries that are named as those hit most. */
  private static final int NAMED = 3;

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
    List<WindowHits.Top> top = new ArrayList<>();
    List<DecidingEntry> uncounted = new ArrayList<>();
    for (DecidingEntry entry : verdict.deciding()) {
      if (entry.action() == action) {
        Optional<HitWindows.Window> window =
            windows.getOrDefault(new EntryName(entry.list(), entry.entryId()), Optional.empty());
        sum.add(window);
        if (window.isEmpty()) {
          uncounted.add(entry);
        }
        long hits = window.map(each -> each.delta().delta().orElse(0)).orElse(0L);
        if (hits > 0) {
          top.add(new WindowHits.Top(entry, hits));
        }
      }
    }
    top.sort(Comparator.comparingLong(WindowHits.Top::hits).reversed());
    WindowHits total = sum.total();
    return new WindowHits(
        total.count(), total.quality(), top.subList(0, Math.min(NAMED, top.size())), uncounted);
  }
}
