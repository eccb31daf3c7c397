package org.postern.counter;

import java.util.OptionalDouble;

/**
 * A rate between two samples.
 *
 * @param perSecond units of the counter per second, or empty where the quality allows none
 */
public record Rate(OptionalDouble perSecond, Quality quality) {
  public static Rate none(Quality quality) {
    return new Rate(OptionalDouble.empty(), quality);
  }

  /** The same in bits per second, if this counts octets. */
  public Rate octetsAsBits() {
    return perSecond.isPresent() ? of(perSecond.getAsDouble() * 8, quality) : this;
  }

  public static Rate of(double perSecond, Quality quality) {
    return new Rate(OptionalDouble.of(perSecond), quality);
  }
}
