package org.postern.poll;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.postern.acl.Action;
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
    for (ListFacts.MailEntry mail : row.facts().mail()) {
      Optional<HitWindows.Window> window =
          mail.position() < windows.size() ? windows.get(mail.position()) : Optional.empty();
      if (window.isPresent() && mail.entry().action() != Action.SKIP) {
        counts.add(
            new EntryUses.Count(mail.key(), mail.entry().id(), mail.text(), hits(window.get())));
      }
    }
    return counts;
  }

  private static OptionalLong hits(HitWindows.Window window) {
    return window.delta().delta();
  }
}
