package org.postern.store;

import java.time.Duration;
import java.util.Optional;

/** How long the periods are that samples are summed up over; they begin at whole ones of UTC. */
public enum RollUpLevel {
  FIVE_MINUTES(Duration.ofMinutes(5)),
  HOURLY(Duration.ofHours(1)),
  DAILY(Duration.ofDays(1));

  private final Duration period;

  RollUpLevel(Duration period) {
    this.period = period;
  }

  public Duration period() {
    return period;
  }

  /** What this one is summed up from; samples if it is empty. */
  Optional<RollUpLevel> finer() {
    return switch (this) {
      case FIVE_MINUTES -> Optional.empty();
      case HOURLY -> Optional.of(FIVE_MINUTES);
      case DAILY -> Optional.of(HOURLY);
    };
  }

  /** What is summed up from this one; empty if nothing is. */
  Optional<RollUpLevel> coarser() {
    return switch (this) {
      case FIVE_MINUTES -> Optional.of(HOURLY);
      case HOURLY -> Optional.of(DAILY);
      case DAILY -> Optional.empty();
    };
  }
}
