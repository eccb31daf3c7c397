package org.postern.poll;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.postern.acl.AccessList;
import org.postern.acl.AccessListDigest;
import org.postern.acl.AccessListEntry;
import org.postern.acl.EntryText;
import org.postern.acl.EvaluationLimits;
import org.postern.acl.ListCover;
import org.postern.acl.MailPort;
import org.postern.acl.MailRelevance;
import org.postern.finding.CoveredList;
import org.postern.finding.DigestedList;

/**
 * What is derived from one version of an access list, once.
 *
 * @param counters what each entry's hits are counted under, in the order of the entries
 * @param mail the entries that can match a mail port, in their order
 * @param cover which entries earlier ones take the flows of
 */
record ListFacts(
    AccessList list,
    String digest,
    List<HitWindows.CounterName> counters,
    List<MailEntry> mail,
    CoveredList cover) {
  ListFacts {
    counters = List.copyOf(counters);
    mail = List.copyOf(mail);
  }

  /**
   * An entry that can match a mail port.
   *
   * @param position in the list, 0 and up
   * @param key as {@link EntryKeys} gives it
   */
  record MailEntry(
      int position, AccessListEntry entry, String key, Set<MailPort> ports, String text) {}

  /** What the entries of a list are counted under. */
  static String counterList(String source, String name) {
    return source + "|" + name;
  }

  static ListFacts of(AccessList list) {
    List<String> keys = EntryKeys.of(list.entries());
    String name = counterList(list.source(), list.name());
    List<MailEntry> mail = new ArrayList<>();
    for (int i = 0; i < keys.size(); i++) {
      AccessListEntry entry = list.entries().get(i);
      Set<MailPort> ports = MailRelevance.mailPorts(entry);
      if (!ports.isEmpty()) {
        mail.add(new MailEntry(i, entry, keys.get(i), ports, EntryText.of(entry)));
      }
    }
    String digest = AccessListDigest.of(list);
    return new ListFacts(
        list,
        digest,
        keys.stream().map(key -> new HitWindows.CounterName(name, key)).toList(),
        mail,
        new CoveredList(
            new DigestedList(list, digest).key(), ListCover.of(list, EvaluationLimits.DEFAULT)));
  }
}
