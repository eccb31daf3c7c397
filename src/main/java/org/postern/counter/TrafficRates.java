package org.postern.counter;

import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;
import org.postern.counter.InterfaceSample.InterfaceCounter;

/**
 * What passed an interface between two samples, a second. Immutable and small: one is kept for each
 * interface of each device.
 */
public final class TrafficRates {
  private static final int BITS = 8;
  private static final int QUALITY = 0xff;
  private static final long UNKNOWN = -1;
  private static final InterfaceCounter[] COUNTERS = InterfaceCounter.values();
  private static final Quality[] QUALITIES = byRank();
  private static final TrafficRates NONE = new Builder().build();

  /** Not a number where the quality allows none. */
  private final double[] perSecond;

  /** Eight bits for each counter, the first in the lowest: its rank and one, or 0 for none. */
  private final long qualities;

  private final long speedBits;

  private TrafficRates(double[] perSecond, long qualities, long speedBits) {
    this.perSecond = perSecond;
    this.qualities = qualities;
    this.speedBits = speedBits;
  }

  private static Quality[] byRank() {
    Quality[] qualities = new Quality[Quality.values().length];
    for (Quality quality : Quality.values()) {
      qualities[quality.rank()] = quality;
    }
    return qualities;
  }

  /** Of an interface of which nothing was read. */
  public static TrafficRates none() {
    return NONE;
  }

  /** Units of the counter per second; {@link Quality#UNAVAILABLE} if it was never read. */
  public Rate of(InterfaceCounter which) {
    Quality quality = quality(which);
    if (quality == null) {
      return Rate.none(Quality.UNAVAILABLE);
    }
    double number = perSecond[which.place()];
    return Double.isNaN(number) ? Rate.none(quality) : Rate.of(number, quality);
  }

  /** Bits per second that came in. */
  public Rate inBits() {
    return of(InterfaceCounter.IN_OCTETS).octetsAsBits();
  }

  /** Bits per second that went out. */
  public Rate outBits() {
    return of(InterfaceCounter.OUT_OCTETS).octetsAsBits();
  }

  /** Bits per second that the line can carry, 1 and up; empty if that is not known. */
  public OptionalLong speedBits() {
    return speedBits == UNKNOWN ? OptionalLong.empty() : OptionalLong.of(speedBits);
  }

  /**
   * How full the line is, 0..1; empty if its speed or the traffic of a direction is not known. The
   * busier direction counts: a line is full when one of them is.
   */
  public OptionalDouble utilisation() {
    OptionalDouble in = inBits().perSecond();
    OptionalDouble out = outBits().perSecond();
    if (speedBits == UNKNOWN || in.isEmpty() || out.isEmpty()) {
      return OptionalDouble.empty();
    }
    double busier = Math.max(in.getAsDouble(), out.getAsDouble());
    return OptionalDouble.of(Math.min(1.0, busier / speedBits));
  }

  /**
   * How far the rates can be trusted: as far as the worst of them that has a number, and in part if
   * another has none.
   */
  public Quality quality() {
    Quality told = null;
    Quality untold = null;
    for (InterfaceCounter which : COUNTERS) {
      Quality quality = quality(which);
      if (quality != null && Double.isNaN(perSecond[which.place()])) {
        untold = untold == null ? quality : untold.orWorse(quality);
      } else if (quality != null) {
        told = told == null ? quality : told.orWorse(quality);
      }
    }
    if (told != null) {
      return untold == null ? told : told.orWorse(Quality.PARTIAL);
    }
    return Optional.ofNullable(untold).orElse(Quality.UNAVAILABLE);
  }

  private @Nullable Quality quality(InterfaceCounter which) {
    int code = (int) (qualities >>> (BITS * which.place())) & QUALITY;
    return code == 0 ? null : QUALITIES[code - 1];
  }

  /** Puts rates together; confined. */
  public static final class Builder {
    private final double[] perSecond = new double[COUNTERS.length];
    private long qualities;
    private long speedBits = UNKNOWN;

    /** Adds the rate of a counter, once. */
    public Builder put(InterfaceCounter which, Rate rate) {
      return put(which, rate.perSecond().orElse(Double.NaN), rate.quality());
    }

    /** Adds the rate of a counter of octets, once, told in bits per second. */
    public Builder putBits(InterfaceCounter which, Rate bits) {
      return put(which, bits.perSecond().orElse(Double.NaN) / BITS, bits.quality());
    }

    private Builder put(InterfaceCounter which, double number, Quality quality) {
      perSecond[which.place()] = number;
      qualities |= (quality.rank() + 1L) << (BITS * which.place());
      return this;
    }

    /** The speed of the line; one that is not positive is none, as of tunnels and loopbacks. */
    public Builder speed(OptionalLong bits) {
      speedBits = bits.orElse(0) > 0 ? bits.getAsLong() : UNKNOWN;
      return this;
    }

    /** What was added; nothing may be added any more. */
    public TrafficRates build() {
      return new TrafficRates(perSecond, qualities, speedBits);
    }
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof TrafficRates that
        && qualities == that.qualities
        && speedBits == that.speedBits
        && Arrays.equals(perSecond, that.perSecond);
  }

  @Override
  public int hashCode() {
    return 31 * Long.hashCode(31 * qualities + speedBits) + Arrays.hashCode(perSecond);
  }

  @Override
  public String toString() {
    StringJoiner text = new StringJoiner(", ", "TrafficRates[", "]");
    for (InterfaceCounter which : COUNTERS) {
      text.add(which + "=" + of(which));
    }
    return text.add("speedBits=" + speedBits).toString();
  }
}
