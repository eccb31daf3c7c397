package org.postern.counter;

import java.util.Optional;
import java.util.OptionalLong;

/**
 * One reading of an interface (IF-MIB ifTable, ifXTable). Interfaces are known by name: ifIndex may
 * change when the agent restarts (RFC 2863 §3.1.5).
 *
 * @param name ifName, or ifDescr where there is no ifXTable
 * @param operStatus ifOperStatus, 1 is up; 0 if not read
 * @param speedBits bits per second: ifHighSpeed × 10^6, or ifSpeed below its maximum
 * @param discontinuity ifCounterDiscontinuityTime in hundredths of a second, if read
 * @param counters what was read, by meaning; missing ones were not answered
 */
public record InterfaceSample(
    int ifIndex,
    String name,
    String alias,
    String descr,
    int operStatus,
    int adminStatus,
    OptionalLong speedBits,
    OptionalLong discontinuity,
    InterfaceCounters counters) {

  public Optional<CounterValue> counter(InterfaceCounter which) {
    return counters.get(which);
  }

  /** The counters of an interface that are kept. */
  public enum InterfaceCounter {
    IN_OCTETS(0),
    OUT_OCTETS(1),
    /** Unicast, multicast and broadcast together. */
    IN_PACKETS(2),
    OUT_PACKETS(3),
    IN_ERRORS(4),
    OUT_ERRORS(5),
    IN_DISCARDS(6),
    OUT_DISCARDS(7);

    private final int place;

    InterfaceCounter(int place) {
      this.place = place;
    }

    /** Among all of them, 0 and up. */
    int place() {
      return place;
    }
  }

  /**
   * A raw counter.
   *
   * @param value unsigned
   * @param width 32 or 64 bits
   * @param parts which of the device's counters it is the sum of, one bit each; two values of
   *     different parts must not be compared
   */
  public record CounterValue(long value, int width, int parts) {
    /** A counter as the device has it. */
    public CounterValue(long value, int width) {
      this(value, width, 1);
    }

    public CounterValue {
      if (width != 32 && width != 64) {
        throw new IllegalArgumentException("counter width 32 or 64: " + width);
      }
      if (width == 32 && (value < 0 || value > 0xffff_ffffL)) {
        throw new IllegalArgumentException("32-bit counter out of range: " + value);
      }
    }
  }
}
