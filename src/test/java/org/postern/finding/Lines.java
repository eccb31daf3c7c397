package org.postern.finding;

import java.util.OptionalLong;
import org.postern.counter.BaselineState;
import org.postern.counter.InterfaceSample.InterfaceCounter;
import org.postern.counter.Quality;
import org.postern.counter.Rate;
import org.postern.counter.TrafficRates;

/** Interfaces as polls show them. */
final class Lines {
  /** A gigabit a second. */
  static final double SPEED = 1e9;

  private Lines() {}

  /** An interface with this traffic, in bits per second, and a packet for each 800 bits. */
  static Board.InterfaceRow line(String name, double in, double out) {
    return line(name, 1, in, out, 0, 0);
  }

  static Board.InterfaceRow line(
      String name, int ifIndex, double in, double out, double errors, double discards) {
    return line(name, ifIndex, false, in, out, errors, discards);
  }

  /** An interface that has another ifIndex than before. */
  static Board.InterfaceRow renumbered(String name, int ifIndex, double in, double out) {
    return line(name, ifIndex, true, in, out, 0, 0);
  }

  private static Board.InterfaceRow line(
      String name,
      int ifIndex,
      boolean renumbered,
      double in,
      double out,
      double errors,
      double discards) {
    TrafficRates rates =
        new TrafficRates.Builder()
            .putBits(InterfaceCounter.IN_OCTETS, rate(in))
            .putBits(InterfaceCounter.OUT_OCTETS, rate(out))
            .put(InterfaceCounter.IN_PACKETS, rate(in / 800))
            .put(InterfaceCounter.OUT_PACKETS, rate(out / 800))
            .put(InterfaceCounter.IN_ERRORS, rate(errors))
            .put(InterfaceCounter.OUT_ERRORS, rate(0))
            .put(InterfaceCounter.IN_DISCARDS, rate(discards))
            .put(InterfaceCounter.OUT_DISCARDS, rate(0))
            .speed(OptionalLong.of((long) SPEED))
            .build();
    return row(name, ifIndex, renumbered, rates, Quality.COMPLETE);
  }

  /** An interface whose counters started again. */
  static Board.InterfaceRow broken(String name, Quality quality) {
    TrafficRates.Builder rates = new TrafficRates.Builder();
    for (InterfaceCounter each : InterfaceCounter.values()) {
      rates.put(each, Rate.none(quality));
    }
    return row(name, 1, false, rates.build(), quality);
  }

  private static Board.InterfaceRow row(
      String name, int ifIndex, boolean renumbered, TrafficRates rates, Quality quality) {
    return new Board.InterfaceRow(
        1, 1, ifIndex, name, "", 1, renumbered, rates, quality, BaselineState.NONE);
  }

  private static Rate rate(double perSecond) {
    return Rate.of(perSecond, Quality.COMPLETE);
  }
}
