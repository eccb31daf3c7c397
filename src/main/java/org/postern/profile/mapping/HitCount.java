package org.postern.profile.mapping;

import java.util.List;
import java.util.Optional;
import org.postern.acl.HitReading;
import org.postern.acl.HitUnit;
import org.postern.profile.rows.Values;
import org.postern.snmp.SnmpValue;

/**
 * The counters that make up the hits of one entry.
 *
 * @param addends the counters' values, all of them numbers; at least one
 * @param width 32 or 64; empty if the values' syntax tells
 * @param counted false if the device says that it does not count the entry
 */
public record HitCount(
    List<SnmpValue> addends, Optional<Integer> width, HitUnit unit, boolean counted) {
  private static final long COUNTER32_MAX = 0xffff_ffffL;

  public HitCount {
    addends = List.copyOf(addends);
  }

  /** The same counters with other values, in the same order. */
  public HitCount with(List<SnmpValue> values) {
    return new HitCount(values, width, unit, counted);
  }

  /** Their sum. */
  public HitReading reading() {
    boolean wide = addends.stream().anyMatch(SnmpValue.Counter64.class::isInstance);
    long sum = 0;
    for (SnmpValue addend : addends) {
      sum += Values.number(addend).orElseThrow();
    }
    // A sum of 32-bit counters wraps as one of them does.
    return new HitReading(
        wide ? sum : sum & COUNTER32_MAX, width.orElse(wide ? 64 : 32), unit, counted);
  }
}
