package org.postern.finding;

import java.util.Comparator;
import java.util.List;
import org.postern.acl.DecidingEntry;
import org.postern.counter.Quality;

/**
 * How often entries were hit between two polls.
 *
 * @param count hits in the window, 0 and up; void where {@code quality} allows none
 * @param entries whose hits these are; empty where they are not known one by one
 */
public record WindowHits(long count, Quality quality, List<EntryHits> entries) {
  public WindowHits {
    entries = List.copyOf(entries);
    if (count < 0) {
      throw new IllegalArgumentException("hits in a window are 0 and up: " + count);
    }
  }

  public WindowHits(long count, Quality quality) {
    this(count, quality, List.of());
  }

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

  /** At most so many of the entries that were hit, the most first. */
  List<EntryHits> top(int most) {
    return entries.stream()
        .filter(each -> each.count() > 0)
        .sorted(Comparator.comparingLong(EntryHits::count).reversed())
        .limit(most)
        .toList();
  }

  /** The entries whose hits the device does not tell. */
  public List<DecidingEntry> uncounted() {
    return entries.stream().filter(each -> !each.counted()).map(EntryHits::entry).toList();
  }
}
