package org.postern.poll;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.postern.acl.AccessList;
import org.postern.acl.AccessListDigest;
import org.postern.acl.AccessListEntry;
import org.postern.acl.EntryCover;
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
 * @param mail the entries that can match a mail port, in their order
 * @param positions of those in {@code mail}, by their ids
 * @param cover which entries earlier ones take the flows of
 */
record ListFacts(
    AccessList list,
    String digest,
    List<MailEntry> mail,
    Map<String, Integer> positions,
    CoveredList cover) {
  ListFacts {
    mail = List.copyOf(mail);
    positions = Map.copyOf(positions);
  }

  /**
   * An entry that can match a mail port.
   *
   * @param position in the list, 0 and up
   * @param key as {@link EntryKeys} gives it
   * @param cover what earlier entries leave it
   * @param coveredBy ids of the entries that take its flows
   */
  record MailEntry(
      int position,
      AccessListEntry entry,
      String key,
      Set<MailPort> ports,
      Words words,
      EntryCover.Status cover,
      List<String> coveredBy) {
    MailEntry {
      ports = Set.copyOf(ports);
      coveredBy = List.copyOf(coveredBy);
    }
  }

  /**
   * How an entry is shown.
   *
   * @param all the whole entry
   */
  record Words(
      String protocol, String source, String destination, String destinationPorts, String all) {
    static Words of(AccessListEntry entry) {
      return new Words(
          entry.protocol().text(),
          entry.source().text(),
          entry.destination().text(),
          entry.destinationPorts().text(),
          EntryText.of(entry));
    }
  }

  static ListFacts of(AccessList list) {
    List<String> keys = EntryKeys.of(list.entries());
    ListCover cover = ListCover.of(list, EvaluationLimits.DEFAULT);
    List<EntryCover> covers = cover.entries(); // none if it could not be analysed
    List<MailEntry> mail = new ArrayList<>();
    Map<String, Integer> positions = new HashMap<>();
    for (int i = 0; i < keys.size(); i++) {
      AccessListEntry entry = list.entries().get(i);
      Set<MailPort> ports = MailRelevance.mailPorts(entry);
      if (!ports.isEmpty()) {
        positions.putIfAbsent(entry.id(), mail.size());
        Optional<EntryCover> own = covers.isEmpty() ? Optional.empty() : Optional.of(covers.get(i));
        mail.add(
            new MailEntry(
                i,
                entry,
                keys.get(i),
                ports,
                Words.of(entry),
                own.map(EntryCover::status).orElse(EntryCover.Status.UNKNOWN),
                own.stream()
                    .flatMap(each -> each.by().stream())
                    .map(AccessListEntry::id)
                    .toList()));
      }
    }
    String digest = AccessListDigest.of(list);
    return new ListFacts(
        list,
        digest,
        mail,
        positions,
        new CoveredList(new DigestedList(list, digest).key(), cover));
  }
}
