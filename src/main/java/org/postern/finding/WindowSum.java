package org.postern.finding;

import java.time.Duration;
import java.util.OptionalDouble;

/**
 * Adds up what polls count until a window is over. Polls are never quite on time, so a window ends
 * with the poll that fills it, and its sum is scaled to the full window.
 */
final class WindowSum {
  /** Polls that come a little early fill the window too. */
  static final double FULL = 0.9;

  private double sum;
  private double seconds;

  /**
   * Adds what was counted in {@code covered}.
   *
   * @return the sum of the window, if it is over now
   */
  OptionalDouble add(double counted, Duration covered, Duration window) {
    sum += counted;
    seconds += covered.toMillis() / 1e3;
    double whole = window.toMillis() / 1e3;
    if (seconds < FULL * whole) {
      return OptionalDouble.empty();
    }
    double scaled = sum * whole / seconds;
    drop();
    return OptionalDouble.of(scaled);
  }

  /** Forgets the window that is going on. */
  void drop() {
    sum = 0;
    seconds = 0;
  }
}
