package org.postern.counter;

import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalDouble;

/**
 * A rate between two samples, in units of the counter per second. Immutable; there are some for
 * each interface of each device, so it is one small object.
 */
public final class Rate {
  private static final Map<Quality, Rate> NONE = new EnumMap<>(Quality.class);

  static {
    for (Quality quality : Quality.values()) {
      NONE.put(quality, new Rate(Double.NaN, quality));
    }
  }

  /** Most error and discard counters stand still. */
  private static final Rate ZERO = new Rate(0.0, Quality.COMPLETE);

  private final double perSecond;
  private final Quality quality;

  private Rate(double perSecond, Quality quality) {
    this.perSecond = perSecond;
    this.quality = quality;
  }

  /** No number, and why. */
  public static Rate none(Quality quality) {
    return Objects.requireNonNull(NONE.get(quality));
  }

  /**
   * A number and how far it can be trusted.
   *
   * @param perSecond a number, not NaN
   */
  public static Rate of(double perSecond, Quality quality) {
    if (Double.isNaN(perSecond)) {
      throw new IllegalArgumentException("a rate that is no number: " + quality);
    }
    return perSecond == 0 && quality == Quality.COMPLETE ? ZERO : new Rate(perSecond, quality);
  }

  /** Units of the counter per second, or empty where the quality allows none. */
  public OptionalDouble perSecond() {
    return Double.isNaN(perSecond) ? OptionalDouble.empty() : OptionalDouble.of(perSecond);
  }

  public Quality quality() {
    return quality;
  }

  /** The same in bits per second, if this counts octets. */
  public Rate octetsAsBits() {
    return Double.isNaN(perSecond) ? this : of(perSecond * 8, quality);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Rate that
        && Double.compare(perSecond, that.perSecond) == 0
        && quality == that.quality;
  }

  @Override
  public int hashCode() {
    return 31 * Double.hashCode(perSecond) + quality.hashCode();
  }

  @Override
  public String toString() {
    return "Rate[perSecond=" + perSecond() + ", quality=" + quality + "]";
  }
}
