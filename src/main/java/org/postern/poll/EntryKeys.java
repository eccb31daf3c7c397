package org.postern.poll;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.postern.acl.AccessListEntry;

/**
 * Names the entries of a list by what they match, not by their numbers: a line number is another
 * entry's as soon as one is inserted above, and its hits must not be taken for the other's.
 */
final class EntryKeys {
  private static final int DIGITS = 16;

  private EntryKeys() {}

  /** One key an entry, in the order of the entries; equal entries are told apart by their order. */
  static List<String> of(List<AccessListEntry> entries) {
    Map<String, Integer> seen = new HashMap<>();
    List<String> keys = new ArrayList<>(entries.size());
    for (AccessListEntry entry : entries) {
      String digest = ContentDigest.of(entry.meaning().toString()).substring(0, DIGITS);
      int count = seen.merge(digest, 1, Integer::sum);
      keys.add(count == 1 ? digest : digest + "#" + count);
    }
    return keys;
  }
}
