package org.postern.poll;

import java.util.Optional;
import org.postern.counter.Quality;
import org.postern.finding.WindowHits;

/**
 * Adds up the hits of several counters in one window. A counter that is not there makes the sum a
 * part of the truth; if none is there, there is no sum. Confined.
 */
final class HitSum {
  private long sum;
  private boolean counted;
  private boolean uncounted;
  private Quality worst = Quality.COMPLETE;

  void add(Optional<HitWindows.Window> window) {
    if (window.isEmpty()) {
      uncounted = true;
      return;
    }
    counted = true;
    sum += window.get().delta().delta().orElse(0);
    worst = worse(worst, window.get().delta().quality());
  }

  WindowHits total() {
    if (!counted) {
      return uncounted ? WindowHits.none(Quality.UNAVAILABLE) : WindowHits.of(0);
    }
    return new WindowHits(sum, uncounted ? worse(worst, Quality.PARTIAL) : worst);
  }

  /** The one that allows less. */
  static Quality worse(Quality a, Quality b) {
    return rank(a) >= rank(b) ? a : b;
  }

  private static int rank(Quality quality) {
    return switch (quality) {
      case COMPLETE -> 0;
      case WRAP -> 1;
      case PARTIAL -> 2;
      case GAP -> 3;
      case RESET -> 4;
      case IMPLAUSIBLE -> 5;
      case UNAVAILABLE -> 6;
    };
  }
}
