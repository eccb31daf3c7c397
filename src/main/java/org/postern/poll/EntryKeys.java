package org.postern.poll;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.postern.acl.AccessListEntry;

/**
 * Names the entries of a list by what they match, not by their numbers: a line number is another
 * entry's as soon as one is inserted above, and its hits must not be taken for the other's.
 */
final class EntryKeys {
  private static final int DIGEST_OCTETS = 8;

  private EntryKeys() {}

  /** One key an entry, in the order of the entries; equal entries are told apart by their order. */
  static List<String> of(List<AccessListEntry> entries) {
    Map<String, Integer> seen = new HashMap<>();
    List<String> keys = new ArrayList<>(entries.size());
    for (AccessListEntry entry : entries) {
      String digest = digest(entry);
      int count = seen.merge(digest, 1, Integer::sum);
      keys.add(count == 1 ? digest : digest + "#" + count);
    }
    return keys;
  }

  private static String digest(AccessListEntry entry) {
    String content =
        new AccessListEntry(
                "",
                entry.action(),
                0,
                entry.protocol(),
                entry.source(),
                entry.sourcePorts(),
                entry.destination(),
                entry.destinationPorts(),
                entry.ingress(),
                entry.egress(),
                entry.conditions(),
                "",
                "")
            .toString();
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(content.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(Arrays.copyOf(hash, DIGEST_OCTETS));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
