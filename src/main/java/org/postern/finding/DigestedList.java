package org.postern.finding;

import org.postern.acl.AccessList;

/**
 * An access list with the digest of its normalised entries; two lists with one digest do the same.
 *
 * @param digest lower-case hexadecimal, without counters, comments and order-neutral ids
 */
public record DigestedList(AccessList list, String digest) {
  public DigestedList {
    if (digest.isBlank()) {
      throw new IllegalArgumentException("access list without digest: " + list.name());
    }
  }

  /** What a finding calls the list: its name, and the table it came from, unique on the device. */
  public String key() {
    return list.source().isEmpty() ? list.name() : list.name() + " (" + list.source() + ")";
  }
}
