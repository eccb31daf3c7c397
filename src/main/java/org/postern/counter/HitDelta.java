package org.postern.counter;

import java.time.Duration;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/**
 * What the hit counter of an access list entry counted between two readings.
 *
 * @param delta in the counter's own unit, unsigned; empty if nothing can be said
 */
public record HitDelta(CounterPair.Cause cause, OptionalLong delta, Rate rate) {
  /** A fall is taken for a wrap if the hits fit into this many times the highest rate seen. */
  private static final double LEARNED_MARGIN = 4;

  /**
   * Classes two readings of one entry.
   *
   * <p>The two limits differ on purpose. Hits have no link speed, and a burst a hundred times the
   * usual is just what must not be hidden, so a rise is implausible only above {@code physical}. A
   * fall of a 32-bit counter is more often an edited list than a wrap, so a wrap is believed only
   * if the hits then fit what this counter is known to do.
   *
   * @param physical most hits per second there can be, if known
   * @param learned highest rate seen so far, if any
   * @param interval the time that is meant to lie between two readings
   */
  public static HitDelta between(
      CounterReading before,
      CounterReading after,
      OptionalDouble physical,
      OptionalDouble learned,
      Duration interval) {
    boolean falls = Long.compareUnsigned(after.value().value(), before.value().value()) < 0;
    OptionalDouble ceiling = physical;
    if (falls) {
      ceiling =
          learned.isPresent()
              ? OptionalDouble.of(learned.getAsDouble() * LEARNED_MARGIN)
              : OptionalDouble.empty();
    }
    CounterPair pair = CounterPair.classify(before, after, ceiling, interval);
    return new HitDelta(pair.cause(), pair.delta(), pair.rate());
  }

  /** Stands for a reading that cannot be compared: the first one, or none at all. */
  static HitDelta unavailable(CounterPair.Cause cause) {
    return new HitDelta(cause, OptionalLong.empty(), Rate.none(Quality.UNAVAILABLE));
  }

  public Quality quality() {
    return rate.quality();
  }

  /**
   * Whether the hits fell though the device did not restart: somebody edited the list or cleared
   * its counters, so the list should be read again.
   */
  public boolean isEditWitness() {
    return cause == CounterPair.Cause.FELL;
  }
}
