package org.postern.poll;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.postern.acl.Action;
import org.postern.acl.Visibility;
import org.postern.counter.Moment;
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
      EntryUses uses, List<ListHits> hits, Optional<Moment> before, Moment now) {
    Duration window =
        before.map(then -> Duration.between(then.at(), now.at())).orElse(Duration.ZERO);
    List<ListUse> observed = new ArrayList<>();
    List<String> keys = new ArrayList<>();
    for (ListHits each : hits) {
      ListTable.Row row = each.list();
      String key = row.facts().cover().listKey();
      keys.add(key);
      if (row.list().visibility() == Visibility.RULES) {
        observed.add(uses.observe(key, counts(each), window, now.at()));
      }
    }
    uses.retain(keys);
    return observed;
  }

  private static List<EntryUses.Count> counts(ListHits hits) {
    List<EntryUses.Count> counts = new ArrayList<>();
    List<ListFacts.MailEntry> entries = hits.list().facts().mail();
    for (int i = 0; i < entries.size(); i++) {
      ListFacts.MailEntry mail = entries.get(i);
      Optional<HitWindows.Window> window = hits.mail().get(i);
      if (window.isPresent() && mail.entry().action() != Action.SKIP) {
        counts.add(
            new EntryUses.Count(
                mail.key(), mail.entry().id(), mail.words().all(), hits(window.get())));
      }
    }
    return counts;
  }

  private static OptionalLong hits(HitWindows.Window window) {
    return window.delta().delta();
  }
}
