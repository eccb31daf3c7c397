package org.postern.finding;

import org.postern.acl.DecidingEntry;
import org.postern.counter.Quality;

/**
 * How often one entry was hit between two polls.
 *
 * @param counted whether the device tells its hits at all
 * @param count hits, 0 and up; void where {@code quality} allows none
 */
public record EntryHits(DecidingEntry entry, boolean counted, long count, Quality quality) {
  /** Of an entry that the device does not count. */
  public static EntryHits uncounted(DecidingEntry entry) {
    return new EntryHits(entry, false, 0, Quality.UNAVAILABLE);
  }
}
