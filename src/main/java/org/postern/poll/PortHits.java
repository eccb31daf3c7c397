package org.postern.poll;

import java.util.List;
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
  private final List<ListHits> lists;

  PortHits(List<ListHits> lists) {
    this.lists = lists;
  }

  private Optional<HitWindows.Window> of(DecidingEntry entry) {
    for (ListHits each : lists) {
      if (each.list().list().name().equals(entry.list())) {
        Optional<Optional<HitWindows.Window>> found = each.ofEntry(entry.entryId());
        if (found.isPresent()) {
          return found.get();
        }
      }
    }
    return Optional.empty();
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
            of(entry)
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
