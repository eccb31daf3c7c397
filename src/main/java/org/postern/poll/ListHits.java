package org.postern.poll;

import java.util.List;
import java.util.Optional;

/**
 * An access list and what one poll says about its counters.
 *
 * @param mail what the counter of each of its mail entries shows, in the order of {@link
 *     ListFacts#mail}; empty for one that is not counted
 */
record ListHits(ListTable.Row list, List<Optional<HitWindows.Window>> mail) {
  ListHits {
    mail = List.copyOf(mail);
  }

  /** Of an entry; empty if it is none of the mail entries. */
  Optional<Optional<HitWindows.Window>> ofEntry(String id) {
    Integer position = list.facts().positions().get(id);
    return position == null ? Optional.empty() : Optional.of(mail.get(position));
  }
}
