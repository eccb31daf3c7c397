package org.postern.bench;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.concurrent.atomic.AtomicReference;

/**
 * The system's clock, which jumps ahead between rounds, so that polls in a tight loop see counters
 * and times as polls a minute apart do. Thread-safe.
 */
final class IntervalClock extends Clock {
  private final Clock base = Clock.systemUTC();
  private final AtomicReference<Duration> ahead = new AtomicReference<>(Duration.ZERO);

  void jump(Duration interval) {
    ahead.updateAndGet(before -> before.plus(interval));
  }

  @Override
  public Instant instant() {
    return base.instant().plus(ahead.get());
  }

  @Override
  public ZoneId getZone() {
    return base.getZone();
  }

  @Override
  public Clock withZone(ZoneId zone) {
    throw new UnsupportedOperationException("instants only");
  }
}
