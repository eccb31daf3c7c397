package org.postern.counter;

import java.time.Duration;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/**
 * What two readings of a counter say about the time between them.
 *
 * @param delta how much was counted, unsigned; empty where the cause allows none
 * @param rate that per second, with its quality
 */
public record CounterPair(Cause cause, OptionalLong delta, Rate rate) {
  /** More intervals than this between two readings are a gap. */
  private static final double GAP_INTERVALS = 2.5;

  private static final long MODULUS_32 = 1L << 32;

  /** Why the pair is classed as it is. */
  public enum Cause {
    /** The counter went on. */
    WENT_ON,
    /** A 32-bit counter passed its end. */
    WRAPPED,
    /**
     * The index now stands for another thing, or the counter has another width. Published as {@link
     * Quality#UNAVAILABLE}: of the new thing this is the first reading, and its counter did not
     * start again, as {@link Quality#RESET} would say.
     */
    RENUMBERED,
    /** The device's management part started again. */
    RESTARTED,
    /** The device says that its counter was discontinuous. */
    DISCONTINUITY,
    /** The counter rose by more than can be. */
    IMPLAUSIBLE,
    /** The counter fell, and no restart explains it: cleared, or its entry was written anew. */
    FELL,
    /** No time passed between the readings, or our clock went back. */
    NO_TIME
  }

  /**
   * Classes a pair in the seven steps of the counter rules: identity, restart, discontinuity, rise,
   * 32-bit wrap, fall, gap. A 64-bit counter never wraps (it would take 58 years at 100 Gb/s).
   *
   * @param ceiling what can be counted in one second at most; empty if not known, and then no rise
   *     is implausible and no fall is taken for a wrap
   * @param interval the time that is meant to lie between two readings
   * @return with {@link Cause#IMPLAUSIBLE} the caller keeps {@code before}, tries once more, and
   *     then starts from {@code after}
   */
  public static CounterPair classify(
      CounterReading before, CounterReading after, OptionalDouble ceiling, Duration interval) {
    if (!before.identity().equals(after.identity())
        || before.value().width() != after.value().width()) {
      return without(Cause.RENUMBERED, Quality.UNAVAILABLE);
    }
    if (after.moment().isRestartedSince(before.moment())) {
      return without(Cause.RESTARTED, Quality.RESET);
    }
    if (before.discontinuity().isPresent()
        && after.discontinuity().isPresent()
        && !before.discontinuity().equals(after.discontinuity())) {
      return without(Cause.DISCONTINUITY, Quality.RESET);
    }
    Duration passed = Duration.between(before.moment().at(), after.moment().at());
    if (passed.isNegative() || passed.isZero()) {
      return without(Cause.NO_TIME, Quality.UNAVAILABLE);
    }
    double seconds = passed.toNanos() / 1e9;
    boolean gap = seconds > GAP_INTERVALS * interval.toNanos() / 1e9;
    long old = before.value().value();
    long now = after.value().value();
    OptionalDouble most =
        ceiling.isPresent()
            ? OptionalDouble.of(ceiling.getAsDouble() * seconds)
            : OptionalDouble.empty();
    if (Long.compareUnsigned(now, old) >= 0) {
      long delta = now - old;
      return most.isPresent() && toDouble(delta) > most.getAsDouble()
          ? without(Cause.IMPLAUSIBLE, Quality.IMPLAUSIBLE)
          : counted(Cause.WENT_ON, delta, seconds, gap ? Quality.GAP : Quality.COMPLETE);
    }
    long modular = Math.floorMod(now - old, MODULUS_32);
    boolean wrapped =
        before.value().width() == 32 && most.isPresent() && modular <= most.getAsDouble();
    return wrapped
        ? counted(Cause.WRAPPED, modular, seconds, gap ? Quality.GAP : Quality.WRAP)
        : without(Cause.FELL, Quality.RESET);
  }

  public Quality quality() {
    return rate.quality();
  }

  /** Whether the pair may teach a baseline and take part in tests of consecutive intervals. */
  public boolean isTrainable() {
    return quality() == Quality.COMPLETE || quality() == Quality.WRAP;
  }

  private static CounterPair without(Cause cause, Quality quality) {
    return new CounterPair(cause, OptionalLong.empty(), Rate.none(quality));
  }

  private static CounterPair counted(Cause cause, long delta, double seconds, Quality quality) {
    return new CounterPair(
        cause, OptionalLong.of(delta), Rate.of(toDouble(delta) / seconds, quality));
  }

  /** The unsigned value. */
  static double toDouble(long unsigned) {
    return unsigned >= 0 ? unsigned : (unsigned >>> 1) * 2.0;
  }
}
