package org.postern.finding;

import java.util.List;
import org.postern.acl.DecidingEntry;
import org.postern.counter.Quality;

/**
 * How often entries were hit between two polls.
 *
 * @param count hits in the window, 0 and up; void where {@code quality} allows none
 * @param top the entries that were hit most, the most first; a few at most
 * @param uncounted entries whose hits the device does not tell
 */
public record WindowHits(
    long count, Quality quality, List<Top> top, List<DecidingEntry> uncounted) {
  public WindowHits {
    top = List.copyOf(top);
    uncounted = List.copyOf(uncounted);
    if (count < 0) {
      throw new IllegalArgumentException("hits in a window are 0 and up: " + count);
    }
  }

  public WindowHits(long count, Quality quality) {
    this(count, quality, List.of(), List.of());
  }

  /** An entry and its hits, 1 and up. */
  public record Top(DecidingEntry entry, long hits) {}

  public static WindowHits of(long count) {
    return new WindowHits(count, Quality.COMPLETE);
  }

  /** Nothing can be said about this window. */
  public static WindowHits none(Quality quality) {
    return new WindowHits(0, quality);
  }

  /** Whether the count may be judged. */
  public boolean isJudgeable() {
    return quality.isExact();
  }
}
