package org.postern.finding;

import org.postern.counter.Quality;

/**
 * How often entries were hit between two polls.
 *
 * @param count hits in the window, 0 and up; void where {@code quality} allows none
 */
public record WindowHits(long count, Quality quality) {
  public WindowHits {
    if (count < 0) {
      throw new IllegalArgumentException("hits in a window are 0 and up: " + count);
    }
  }

  public static WindowHits of(long count) {
    return new WindowHits(count, Quality.COMPLETE);
  }

  /** Nothing can be said about this window. */
  public static WindowHits none(Quality quality) {
    return new WindowHits(0, quality);
  }

  /** Whether the count may be judged: a 32-bit wrap is exact, a gap or a reset is not. */
  public boolean isJudgeable() {
    return quality == Quality.COMPLETE || quality == Quality.WRAP;
  }
}
