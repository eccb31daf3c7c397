package org.postern.poll;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/** Since when each access list of a device is as it is. Confined to the device. */
final class ListSince {
  private final Map<String, Version> versions;

  /** A list's content and when it was first seen. */
  record Version(String digest, Instant since) {}

  /**
   * Goes on from what the store knows.
   *
   * @param stored by {@link #key}
   */
  ListSince(Map<String, Version> stored) {
    versions = new HashMap<>(stored);
  }

  static String key(String source, String name) {
    return source + "|" + name;
  }

  /** Takes in a reading; returns since when the list has this content. */
  Instant seen(String key, String digest, Instant now) {
    return versions
        .merge(
            key,
            new Version(digest, now),
            (before, fresh) -> before.digest().equals(digest) ? before : fresh)
        .since();
  }
}
