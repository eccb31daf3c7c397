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

  /**
   * Devices bring their counters up to date every few seconds: less time than this tells little.
   */
  private static final double LEAST_INTERVALS = 0.1;

  /** A rate is told whole if the time it is over is known to this part of it. */
  private static final double MOST_UNCERTAIN = 0.2;

  private static final long MODULUS_32 = 1L << 32;

  /** Why the pair is classed as it is. */
  public enum Cause {
    /** The counter went on. */
    WENT_ON,
    /** A 32-bit counter passed its end. */
    WRAPPED,
    /**
     * The index now stands for another thing. Published as {@link Quality#UNAVAILABLE}: of the new
     * thing this is the first reading, and its counter did not start again, as {@link
     * Quality#RESET} would say.
     */
    RENUMBERED,
    /** The value has another width or is the sum of other counters: a table was not answered. */
    ANOTHER_COUNTER,
    /** The device's management part started again. */
    RESTARTED,
    /** The device says that its counter was discontinuous. */
    DISCONTINUITY,
    /** The counter rose by more than can be. */
    IMPLAUSIBLE,
    /** The counter fell, and no restart explains it: cleared, or its entry was written anew. */
    FELL,
    /** Too little time passed between the readings, or none. */
    NO_TIME,
    /** The reading is older than the one before it. */
    BACKWARDS,
    /** Our clock or the device's was set: how much time passed is not known. */
    CLOCK_SET;

    /** Whether the next reading is compared with the older of these two, as if this were not. */
    boolean setsAside() {
      return switch (this) {
        case IMPLAUSIBLE, NO_TIME, BACKWARDS, ANOTHER_COUNTER -> true;
        case WENT_ON, WRAPPED, RENUMBERED, RESTARTED, DISCONTINUITY, FELL, CLOCK_SET -> false;
      };
    }

    /**
     * Whether that goes for one reading only, and with the next such one the count starts again.
     */
    boolean isDoubtful() {
      return setsAside() && this != NO_TIME;
    }
  }

  /**
   * Classes a pair in the seven steps of the counter rules: identity, restart, discontinuity, rise,
   * 32-bit wrap, fall, gap. A 64-bit counter never wraps (it would take 58 years at 100 Gb/s).
   *
   * <p>A 32-bit counter that could pass its end more than once in the time gives the least that may
   * have been counted, and {@link Quality#PARTIAL} says so. So it does if one of the reads took so
   * much longer than the other that the time between the two values is known roughly only.
   *
   * @param ceiling what can be counted in one second at most; empty if not known, and then no rise
   *     is implausible and no fall is taken for a wrap
   * @param interval the time that is meant to lie between two readings
   * @return with {@link Cause#IMPLAUSIBLE} the caller keeps {@code before}, tries once more, and
   *     then starts from {@code after}
   */
  public static CounterPair classify(
      CounterReading before, CounterReading after, OptionalDouble ceiling, Duration interval) {
    if (!before.identity().equals(after.identity())) {
      return without(Cause.RENUMBERED, Quality.UNAVAILABLE);
    }
    if (before.value().width() != after.value().width()
        || before.value().parts() != after.value().parts()) {
      return without(Cause.ANOTHER_COUNTER, Quality.UNAVAILABLE);
    }
    if (after.moment().isRestartedSince(before.moment())) {
      return without(Cause.RESTARTED, Quality.RESET);
    }
    if (before.discontinuity().isPresent()
        && after.discontinuity().isPresent()
        && !before.discontinuity().equals(after.discontinuity())) {
      return without(Cause.DISCONTINUITY, Quality.RESET);
    }
    if (after.moment().isClockSetSince(before.moment())) {
      return without(Cause.CLOCK_SET, Quality.UNAVAILABLE);
    }
    double seconds = seconds(Duration.between(before.moment().at(), after.moment().at()));
    if (seconds < 0) {
      return without(Cause.BACKWARDS, Quality.UNAVAILABLE);
    }
    if (seconds == 0 || seconds < LEAST_INTERVALS * seconds(interval)) {
      return without(Cause.NO_TIME, Quality.UNAVAILABLE);
    }
    boolean gap = seconds > GAP_INTERVALS * seconds(interval);
    long old = before.value().value();
    long now = after.value().value();
    OptionalDouble most =
        ceiling.isPresent()
            ? OptionalDouble.of(ceiling.getAsDouble() * seconds)
            : OptionalDouble.empty();
    boolean narrow = before.value().width() == 32 && most.isPresent();
    boolean ambiguous =
        uncertainty(before.moment(), after.moment()) > MOST_UNCERTAIN * seconds
            || (narrow && most.getAsDouble() >= MODULUS_32);
    if (Long.compareUnsigned(now, old) >= 0) {
      long delta = now - old;
      return most.isPresent() && toDouble(delta) > most.getAsDouble()
          ? without(Cause.IMPLAUSIBLE, Quality.IMPLAUSIBLE)
          : counted(Cause.WENT_ON, delta, seconds, quality(ambiguous, gap, Quality.COMPLETE));
    }
    long modular = Math.floorMod(now - old, MODULUS_32);
    return narrow && modular <= most.getAsDouble()
        ? counted(Cause.WRAPPED, modular, seconds, quality(ambiguous, gap, Quality.WRAP))
        : without(Cause.FELL, Quality.RESET);
  }

  private static Quality quality(boolean ambiguous, boolean gap, Quality otherwise) {
    if (ambiguous) {
      return Quality.PARTIAL;
    }
    return gap ? Quality.GAP : otherwise;
  }

  /** By how many seconds the time between two values of these reads may differ from theirs. */
  private static double uncertainty(Moment before, Moment after) {
    return Math.abs(seconds(after.took()) - seconds(before.took()));
  }

  private static double seconds(Duration time) {
    return time.toNanos() / 1e9;
  }

  public Quality quality() {
    return rate.quality();
  }

  /** Whether the pair may teach a baseline and take part in tests of consecutive intervals. */
  public boolean isTrainable() {
    return quality().isExact();
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
