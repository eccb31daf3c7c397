package org.postern.agent;

import java.time.Duration;
import java.time.Instant;

/**
 * Room for at most {@code burst} notifications in a {@code period}, evenly refilled (RFC 4181 §4.7
 * demands such a limit). Confined to one thread; reads no clock.
 */
final class RateLimit {
  private final int burst;
  private final double perNano;
  private double tokens;
  private Instant last;

  RateLimit(int burst, Duration period, Instant now) {
    this.burst = burst;
    this.perNano = (double) burst / period.toNanos();
    this.tokens = burst;
    this.last = now;
  }

  /** Whether one more may be sent now. */
  boolean hasRoom(Instant now) {
    // A clock that was set back refills nothing.
    if (now.isAfter(last)) {
      tokens = Math.min(burst, tokens + Duration.between(last, now).toNanos() * perNano);
    }
    last = now;
    return tokens >= 1;
  }

  /** One is sent; there must be room. */
  void take() {
    tokens--;
  }
}
