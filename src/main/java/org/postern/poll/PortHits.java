package org.postern.poll;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.postern.acl.Action;
import org.postern.acl.DecidingEntry;
import org.postern.acl.PortVerdict;
import org.postern.counter.HitDelta;
import org.postern.finding.WindowHits;

/** Adds up, for one poll, the hits of the entries that decide about a port. Immutable. */
final class PortHits {
  /** Entries that are named as those hit most. */
  private static final int NAMED = 3;

  private final Map<EntryName, Optional<HitDelta>> deltas = new HashMap<>();

  private record EntryName(String list, String entryId) {}

  /**
   * The hits of a window.
   *
   * @param byList of each list's entries, in the order of the entries
   */
  PortHits(Map<ListTable.Row, List<Optional<HitDelta>>> byList) {
    byList.forEach(
        (row, all) -> {
          for (int i = 0; i < all.size(); i++) {
            deltas.putIfAbsent(
                new EntryName(row.list().name(), row.list().entries().get(i).id()), all.get(i));
          }
        });
  }

  /** The hits that one poll counted. */
  static PortHits of(Map<ListTable.Row, List<Optional<HitWindows.Window>>> byList) {
    Map<ListTable.Row, List<Optional<HitDelta>>> deltas = new LinkedHashMap<>();
    byList.forEach(
        (row, windows) ->
            deltas.put(
                row, windows.stream().map(each -> each.map(HitWindows.Window::delta)).toList()));
    return new PortHits(deltas);
  }

  /**
   * The hits in this window of the entries with {@code action} that decide. An entry that is not
   * counted, such as the implicit action, makes the sum a part of the truth; if none is counted
   * there is no sum.
   */
  WindowHits sum(PortVerdict verdict, Action action) {
    HitSum sum = new HitSum();
    List<WindowHits.Top> top = new ArrayList<>();
    for (DecidingEntry entry : verdict.deciding()) {
      if (entry.action() == action) {
        Optional<HitDelta> delta =
            deltas.getOrDefault(new EntryName(entry.list(), entry.entryId()), Optional.empty());
        sum.add(delta);
        long hits = delta.map(each -> each.delta().orElse(0)).orElse(0L);
        if (hits > 0) {
          top.add(new WindowHits.Top(entry, hits));
        }
      }
    }
    top.sort(Comparator.comparingLong(WindowHits.Top::hits).reversed());
    WindowHits total = sum.total();
    return new WindowHits(
        total.count(), total.quality(), top.subList(0, Math.min(NAMED, top.size())));
  }
}
