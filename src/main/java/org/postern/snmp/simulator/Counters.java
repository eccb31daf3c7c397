package org.postern.snmp.simulator;

import org.postern.snmp.SnmpValue;

/** Arithmetic on values that count (RFC 2578 §7.1.6, §7.1.8, §7.1.10). */
final class Counters {
  private static final long MODULUS = 1L << 32;

  private Counters() {}

  /** The counter after it went on by {@code growth}, wrapped; any other value as it is. */
  static SnmpValue plus(SnmpValue value, long growth) {
    if (value instanceof SnmpValue.Counter32 counter) {
      return new SnmpValue.Counter32(Math.floorMod(counter.value() + growth, MODULUS));
    } else if (value instanceof SnmpValue.TimeTicks ticks) {
      return new SnmpValue.TimeTicks(Math.floorMod(ticks.value() + growth, MODULUS));
    } else if (value instanceof SnmpValue.Counter64 counter) {
      return new SnmpValue.Counter64(counter.value() + growth);
    }
    return value;
  }

  /** How far {@code now} is past {@code then}, modulo; 0 for values that do not count. */
  static long difference(SnmpValue then, SnmpValue now) {
    if (then instanceof SnmpValue.Counter32 old && now instanceof SnmpValue.Counter32 counter) {
      return Math.floorMod(counter.value() - old.value(), MODULUS);
    } else if (then instanceof SnmpValue.TimeTicks old
        && now instanceof SnmpValue.TimeTicks ticks) {
      return Math.floorMod(ticks.value() - old.value(), MODULUS);
    } else if (then instanceof SnmpValue.Counter64 old
        && now instanceof SnmpValue.Counter64 counter) {
      return counter.value() - old.value();
    }
    return 0;
  }
}
