package org.postern.counter;

import java.time.Duration;
import java.time.Instant;
import java.util.OptionalLong;

/**
 * When a device was read, by our clock and by its own.
 *
 * @param sysUpTime in hundredths of a second, 0..2^32-1, if it was read (RFC 3418)
 * @param engineBoots snmpEngineBoots, where SNMPv3 is spoken (RFC 3414 §2.2.2)
 * @param took how long the read took that ended then: each value is up to so much older
 */
public record Moment(Instant at, OptionalLong sysUpTime, OptionalLong engineBoots, Duration took) {
  private static final long UP_TIME_MODULUS = 1L << 32;

  /** A shorter difference between the two clocks is drift or a late answer, never a restart. */
  private static final Duration LEAST_DRIFT = Duration.ofSeconds(30);

  private static final int DRIFT_SHARE = 10;

  public Moment {
    if (sysUpTime.isPresent()
        && (sysUpTime.getAsLong() < 0 || sysUpTime.getAsLong() >= UP_TIME_MODULUS)) {
      throw new IllegalArgumentException("sysUpTime 0..2^32-1: " + sysUpTime.getAsLong());
    }
  }

  /** Of a read that took no time. */
  public Moment(Instant at, OptionalLong sysUpTime, OptionalLong engineBoots) {
    this(at, sysUpTime, engineBoots, Duration.ZERO);
  }

  public static Moment of(Instant at) {
    return new Moment(at, OptionalLong.empty(), OptionalLong.empty());
  }

  public static Moment of(Instant at, long sysUpTime) {
    return new Moment(at, OptionalLong.of(sysUpTime), OptionalLong.empty());
  }

  /**
   * Whether the device's management part started again between {@code earlier} and now.
   *
   * <p>sysUpTime wraps after 497 days, so it is compared modulo 2^32: it must have moved by about
   * the time that passed here. That also shows a restart after which it has overtaken its old
   * value. A tenth of the time, at least 30 s, is allowed for drift. Boots that changed mean a
   * restart too, also if they fell: then the engine lost its memory in it.
   */
  public boolean isRestartedSince(Moment earlier) {
    if (earlier.engineBoots.isPresent()
        && engineBoots.isPresent()
        && engineBoots.getAsLong() != earlier.engineBoots.getAsLong()) {
      return true;
    }
    if (earlier.sysUpTime.isEmpty() || sysUpTime.isEmpty()) {
      return false;
    }
    long passed = Duration.between(earlier.at, at).toMillis() / 10;
    long before = earlier.sysUpTime.getAsLong();
    long now = sysUpTime.getAsLong();
    if (now >= before) {
      return passed - (now - before) > drift(passed);
    }
    return Math.abs(passed - nearest(now - before, passed)) > drift(passed);
  }

  /**
   * Whether the device counted clearly more time since {@code earlier} than we did: one of the two
   * clocks was set, and nobody knows how long it really was.
   */
  public boolean isClockSetSince(Moment earlier) {
    if (earlier.sysUpTime.isEmpty() || sysUpTime.isEmpty()) {
      return false;
    }
    long passed = Duration.between(earlier.at, at).toMillis() / 10;
    long theirs = nearest(sysUpTime.getAsLong() - earlier.sysUpTime.getAsLong(), passed);
    return theirs - passed > drift(passed);
  }

  /** How far the two clocks may differ, in hundredths of a second. */
  private static long drift(long passed) {
    return Math.max(LEAST_DRIFT.toMillis() / 10, Math.abs(passed) / DRIFT_SHARE);
  }

  /** What is equal to {@code difference} modulo 2^32 and nearest to {@code passed}. */
  private static long nearest(long difference, long passed) {
    long over = Math.floorMod(difference - passed, UP_TIME_MODULUS);
    return passed + (over <= UP_TIME_MODULUS / 2 ? over : over - UP_TIME_MODULUS);
  }
}
