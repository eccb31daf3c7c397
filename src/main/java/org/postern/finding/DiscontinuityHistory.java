package org.postern.finding;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;

/** When the counters of a device had to start again. Confined. */
final class DiscontinuityHistory {
  private static final int MOST = 1_000;

  private final Deque<Instant> times = new ArrayDeque<>();

  /** Takes note of a discontinuity; says how many there were since {@code from}. */
  int seen(Instant now, Instant from) {
    times.addLast(now);
    if (times.size() > MOST) {
      times.removeFirst();
    }
    return since(from);
  }

  /** How many there were since {@code from}. */
  int since(Instant from) {
    while (!times.isEmpty() && times.getFirst().isBefore(from)) {
      times.removeFirst();
    }
    return times.size();
  }
}
