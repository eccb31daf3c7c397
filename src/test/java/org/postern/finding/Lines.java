package org.postern.finding;

import java.util.OptionalDouble;
import org.postern.counter.BaselineState;
import org.postern.counter.Quality;
import org.postern.counter.Rate;

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
    return new Board.InterfaceRow(
        1,
        1,
        ifIndex,
        name,
        "",
        1,
        rate(in),
        rate(out),
        rate(in / 800),
        rate(out / 800),
        rate(errors),
        rate(0),
        rate(discards),
        rate(0),
        OptionalDouble.of(Math.max(in, out) / SPEED),
        Quality.COMPLETE,
        BaselineState.NONE);
  }

  /** An interface whose counters started again. */
  static Board.InterfaceRow broken(String name, Quality quality) {
    Rate none = Rate.none(quality);
    return new Board.InterfaceRow(
        1,
        1,
        1,
        name,
        "",
        1,
        none,
        none,
        none,
        none,
        none,
        none,
        none,
        none,
        OptionalDouble.empty(),
        quality,
        BaselineState.NONE);
  }

  private static Rate rate(double perSecond) {
    return Rate.of(perSecond, Quality.COMPLETE);
  }
}
