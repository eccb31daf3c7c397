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
  private boolean endsNext;

  /**
   * Adds what was counted in {@code covered}.
   *
   * @return the sum of the window, if it is over now
   */
  OptionalDouble add(double counted, Duration covered, Duration window) {
    sum += counted;
    seconds += covered.toMillis() / 1e3;
    double whole = window.toMillis() / 1e3;
    OptionalDouble scaled = OptionalDouble.empty();
    if (seconds >= FULL * whole) {
      scaled = OptionalDouble.of(sum * whole / seconds);
      drop();
    }
    endsNext = seconds + covered.toMillis() / 1e3 >= FULL * whole;
    return scaled;
  }

  /** Whether a poll that comes as long after the last one as that came will end the window. */
  boolean endsNext() {
    return endsNext;
  }

  /** Forgets the window that is going on. */
  void drop() {
    sum = 0;
    seconds = 0;
    endsNext = false;
  }
}
