package org.postern.poll;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.postern.acl.Action;
import org.postern.acl.DecidingEntry;
import org.postern.acl.PortVerdict;
import org.postern.finding.WindowHits;

/** Adds up, for one poll, the hits of the entries that decide about a port. Immutable. */
final class PortHits {
  /** Entries that are named as those hit most. */
  private static final int NAMED = 3;

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
    List<WindowHits.Top> top = new ArrayList<>();
    for (DecidingEntry entry : verdict.deciding()) {
      if (entry.action() == action) {
        Optional<HitWindows.Window> window = of(entry);
        sum.add(window);
        long hits = window.map(each -> each.delta().delta().orElse(0)).orElse(0L);
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
