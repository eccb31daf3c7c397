package org.postern.counter;

import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.postern.counter.InterfaceSample.CounterValue;
import org.postern.counter.InterfaceSample.InterfaceCounter;

/** Rates of one interface between two samples of it. */
public final class InterfaceRates {
  /** Frames may be a little denser than the nominal speed, and the clocks differ a little. */
  private static final double SPEED_MARGIN = 1.1;

  private static final int BITS_PER_OCTET = 8;

  /** An Ethernet frame has at least 64 octets. */
  private static final int LEAST_PACKET_BITS = 64 * BITS_PER_OCTET;

  private InterfaceRates() {}

  /**
   * The rate of every counter that either sample has: octets, packets, errors or discards per
   * second. {@link Rate#octetsAsBits} gives bits. A counter only one sample has is {@link
   * Quality#UNAVAILABLE}.
   *
   * <p>Pair samples by {@link InterfaceSample#name()}; if name or ifDescr differ, nothing is
   * compared. ifIndex and ifAlias may change without harm. What can pass in a second follows from
   * the higher of the two link speeds. A 32-bit counter that can pass its end more than once per
   * interval (above 100 Mb/s at five minutes) may give too low a rate; RFC 2863 §3.1.6 asks agents
   * for 64-bit counters there.
   */
  public static Map<InterfaceCounter, Rate> between(
      InterfaceSample before, Moment then, InterfaceSample after, Moment now, Duration interval) {
    Map<InterfaceCounter, Rate> rates = new EnumMap<>(InterfaceCounter.class);
    for (InterfaceCounter which : InterfaceCounter.values()) {
      CounterValue old = before.counters().get(which);
      CounterValue fresh = after.counters().get(which);
      if (old == null || fresh == null) {
        if (old != null || fresh != null) {
          rates.put(which, Rate.none(Quality.UNAVAILABLE));
        }
        continue;
      }
      CounterPair pair =
          CounterPair.classify(
              reading(before, old, then),
              reading(after, fresh, now),
              ceiling(which, higher(before.speedBits(), after.speedBits())),
              interval);
      rates.put(which, pair.rate());
    }
    return rates;
  }

  private static CounterReading reading(InterfaceSample sample, CounterValue value, Moment at) {
    String identity = sample.name() + "\n" + sample.descr();
    return new CounterReading(identity, value, at, sample.discontinuity());
  }

  /** What the line can carry in a second; empty if its speed is not known. */
  static OptionalDouble ceiling(InterfaceCounter which, OptionalLong speedBits) {
    if (speedBits.isEmpty() || speedBits.getAsLong() <= 0) {
      return OptionalDouble.empty(); // ifSpeed is 0 where speed means nothing: tunnels, loopback
    }
    double bits = SPEED_MARGIN * speedBits.getAsLong();
    return OptionalDouble.of(
        switch (which) {
          case IN_OCTETS, OUT_OCTETS -> bits / BITS_PER_OCTET;
          case IN_PACKETS, OUT_PACKETS, IN_ERRORS, OUT_ERRORS, IN_DISCARDS, OUT_DISCARDS ->
              bits / LEAST_PACKET_BITS;
        });
  }

  private static OptionalLong higher(OptionalLong a, OptionalLong b) {
    return a.orElse(-1) >= b.orElse(-1) ? a : b;
  }
}
