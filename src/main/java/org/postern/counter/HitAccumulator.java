package org.postern.counter;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/**
 * Adds the hits of one entry up to a total that never falls, over wraps, resets and renumbering.
 *
 * <p>The total is a lower bound: what was counted between the last reading before a reset and the
 * reset is lost, and so is what the first reading after it shows. Confined to one thread.
 */
public final class HitAccumulator {
  private final Duration interval;
  private final OptionalDouble physical;
  private @Nullable CounterReading baseline;
  private double highestRate = Double.NaN; // until there is one
  private @Nullable Instant discontinuity;
  private boolean suspicious;
  private long total;

  /**
   * An accumulator without hits.
   *
   * @param interval the time that is meant to lie between two readings
   * @param physical most hits per second there can be, if known
   */
  public HitAccumulator(Duration interval, OptionalDouble physical) {
    this(interval, physical, 0);
  }

  /** Goes on from a total kept over a restart of our own. */
  public HitAccumulator(Duration interval, OptionalDouble physical, long total) {
    if (total < 0) {
      throw new IllegalArgumentException("total of hits, not negative: " + total);
    }
    this.interval = interval;
    this.physical = physical;
    this.total = total;
  }

  /**
   * Takes the next reading. One that is implausible, older than the last or of another counter is
   * set aside once; if the next is so too, the count goes on from there.
   *
   * @return what was counted since the last usable reading; the first has nothing to compare with
   */
  public HitDelta add(CounterReading reading) {
    CounterReading before = baseline;
    if (before == null) {
      baseline = reading;
      return HitDelta.unavailable(CounterPair.Cause.WENT_ON);
    }
    OptionalDouble learned =
        Double.isNaN(highestRate) ? OptionalDouble.empty() : OptionalDouble.of(highestRate);
    HitDelta delta = HitDelta.between(before, reading, physical, learned, interval);
    switch (delta.cause()) {
      case WENT_ON, WRAPPED -> count(reading, delta);
      case RENUMBERED, RESTARTED, DISCONTINUITY, FELL, CLOCK_SET -> startAgain(reading);
      case IMPLAUSIBLE, BACKWARDS, ANOTHER_COUNTER -> {
        if (suspicious) {
          startAgain(reading);
        } else {
          suspicious = true;
        }
      }
      case NO_TIME -> {
        // What was counted since the baseline shows in the next reading.
      }
    }
    return delta;
  }

  private void count(CounterReading reading, HitDelta delta) {
    baseline = reading;
    suspicious = false;
    long sum = total + delta.delta().orElseThrow();
    total = sum < 0 ? Long.MAX_VALUE : sum;
    if (delta.quality() == Quality.COMPLETE) {
      double rate = delta.rate().perSecond().orElseThrow();
      highestRate = Double.isNaN(highestRate) ? rate : Math.max(rate, highestRate);
    }
  }

  private void startAgain(CounterReading reading) {
    baseline = reading;
    suspicious = false;
    discontinuity = reading.moment().at();
  }

  /** Hits so far, 0 up to 2^63-1. */
  public long total() {
    return total;
  }

  /** When the count last had to start again, if ever: hits before it may be missing. */
  public Optional<Instant> discontinuity() {
    return Optional.ofNullable(discontinuity);
  }
}
