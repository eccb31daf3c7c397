package org.postern.agent;

import java.time.Duration;
import java.time.Instant;

/**
 * Lets at most {@code burst} notifications through in a {@code period}, evenly refilled, and counts
 * the rest (RFC 4181 §4.7 demands such a limit). Confined to one thread; reads no clock.
 */
final class RateLimit {
  private final int burst;
  private final double perNano;
  private double tokens;
  private Instant last;
  private long suppressed;

  RateLimit(int burst, Duration period, Instant now) {
    this.burst = burst;
    this.perNano = (double) burst / period.toNanos();
    this.tokens = burst;
    this.last = now;
  }

  /** Whether one more may be sent now; if not, it is counted as suppressed. */
  boolean admits(Instant now) {
    refill(now);
    if (tokens < 1) {
      suppressed++;
      return false;
    }
    tokens--;
    return true;
  }

  /** Counts notifications that were lost before they could be asked about. */
  void countSuppressed(long more) {
    suppressed += more;
  }

  /**
   * How many were suppressed since this last returned above 0, once there is room to tell; 0 if
   * none were or there is no room yet.
   */
  long takeSuppressed(Instant now) {
    refill(now);
    if (suppressed == 0 || tokens < 1) {
      return 0;
    }
    tokens--;
    long taken = suppressed;
    suppressed = 0;
    return taken;
  }

  private void refill(Instant now) {
    // A clock that was set back refills nothing.
    if (now.isAfter(last)) {
      tokens = Math.min(burst, tokens + Duration.between(last, now).toNanos() * perNano);
    }
    last = now;
  }
}
