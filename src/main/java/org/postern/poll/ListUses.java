package org.postern.poll;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.postern.acl.AccessListEntry;
import org.postern.acl.Action;
import org.postern.acl.EntryText;
import org.postern.acl.MailRelevance;
import org.postern.acl.Visibility;
import org.postern.counter.Moment;
import org.postern.finding.DigestedList;
import org.postern.finding.EntryUses;
import org.postern.finding.ListUse;

/** Tells {@link EntryUses} what the counters of one poll say. */
final class ListUses {
  private ListUses() {}

  /**
   * Takes in the lists of a complete reading that count by entry.
   *
   * @param before when the lists were read before; empty if they were not
   */
  static List<ListUse> observe(
      EntryUses uses,
      ListTable lists,
      Map<ListTable.Row, List<Optional<HitWindows.Window>>> windows,
      Optional<Moment> before,
      Moment now) {
    Duration window =
        before.map(then -> Duration.between(then.at(), now.at())).orElse(Duration.ZERO);
    List<ListUse> observed = new ArrayList<>();
    List<String> keys = new ArrayList<>();
    for (ListTable.Row row : lists.rows()) {
      String key = new DigestedList(row.list(), row.digest()).key();
      keys.add(key);
      if (row.list().visibility() == Visibility.RULES) {
        observed.add(
            uses.observe(key, counts(row, windows.getOrDefault(row, List.of())), window, now.at()));
      }
    }
    uses.retain(keys);
    return observed;
  }

  private static List<EntryUses.Count> counts(
      ListTable.Row row, List<Optional<HitWindows.Window>> windows) {
    List<EntryUses.Count> counts = new ArrayList<>();
    for (int i = 0; i < windows.size(); i++) {
      AccessListEntry entry = row.list().entries().get(i);
      if (windows.get(i).isPresent()
          && entry.action() != Action.SKIP
          && !MailRelevance.mailPorts(entry).isEmpty()) {
        counts.add(
            new EntryUses.Count(
                row.entryKeys().get(i),
                entry.id(),
                EntryText.of(entry),
                hits(windows.get(i).get())));
      }
    }
    return counts;
  }

  private static OptionalLong hits(HitWindows.Window window) {
    return window.delta().delta();
  }
}
