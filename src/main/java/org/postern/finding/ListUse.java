package org.postern.finding;

import java.util.List;

/**
 * How the entries of one list that count hits are used.
 *
 * @param listKey as {@link DigestedList#key} gives it
 * @param entries those that can match a mail port and count, in their order
 */
public record ListUse(String listKey, List<Entry> entries) {
  public ListUse {
    entries = List.copyOf(entries);
  }

  /** An entry and since when it has not been hit. */
  public record Entry(String id, String text, EntryUses.Silence silence) {}
}
