package org.postern.counter;

import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.postern.counter.InterfaceSample.CounterValue;
import org.postern.counter.InterfaceSample.InterfaceCounter;

/**
 * The counters of one interface from sample to sample. Confined.
 *
 * <p>Samples belong together by {@link InterfaceSample#name()}; if ifDescr differs, and not only
 * because it was not told, nothing is compared. ifIndex and ifAlias may change without harm.
 */
public final class InterfaceRates {
  /** Frames may be a little denser than the nominal speed, and the clocks differ a little. */
  private static final double SPEED_MARGIN = 1.1;

  private static final int BITS_PER_OCTET = 8;
  private static final long UNTOLD = -1;
  private static final InterfaceCounter[] COUNTERS = InterfaceCounter.values();

  /** An Ethernet frame has at least 64 octets. */
  private static final int LEAST_PACKET_BITS = 64 * BITS_PER_OCTET;

  private final Duration interval;

  /** Its ifDescr; the newest one that was told. */
  private String identity;

  private InterfaceCounters counters;

  /** Hundredths of a second, or {@link #UNTOLD}. */
  private long discontinuity;

  /** The speed of the line, or {@link #UNTOLD}. */
  private long speedBits;

  private Moment moment;

  /** What is compared with otherwise than the last sample; hardly ever anything. */
  private Map<InterfaceCounter, Held> held = Map.of();

  /**
   * An older reading that is still to be compared with.
   *
   * @param doubtful whether the last one was set aside as one that may be wrong
   */
  private record Held(CounterReading reading, boolean doubtful) {}

  /**
   * Begins with a first sample, which has no rates.
   *
   * @param interval the time that is meant to lie between two samples
   */
  public InterfaceRates(InterfaceSample first, Moment at, Duration interval) {
    this.interval = interval;
    keep(first, first.descr().intern(), at); // devices of one kind have the same ones
  }

  private void keep(InterfaceSample sample, String known, Moment at) {
    identity = known;
    counters = sample.counters();
    discontinuity = sample.discontinuity().orElse(UNTOLD);
    speedBits = sample.speedBits().orElse(UNTOLD);
    moment = at;
  }

  /** When the last sample was taken. */
  public Moment last() {
    return moment;
  }

  /**
   * Takes the next sample.
   *
   * <p>What can pass in a second follows from the higher of the two link speeds. A counter that is
   * missing is {@link Quality#UNAVAILABLE}, and compared with the last that was read when it is
   * back. An implausible one, or one of another width, is set aside once.
   *
   * @return the rate of every counter that was ever read: octets, packets, errors or discards per
   *     second
   */
  public TrafficRates add(InterfaceSample sample, Moment at) {
    boolean same = sample.descr().isEmpty() || sample.descr().equals(identity);
    String now = same ? identity : sample.descr().intern();
    OptionalLong speed = higher(optional(speedBits), sample.speedBits());
    TrafficRates.Builder rates = new TrafficRates.Builder().speed(sample.speedBits());
    Map<InterfaceCounter, Held> kept = new EnumMap<>(InterfaceCounter.class);
    OptionalLong discontinuityBefore = optional(discontinuity);
    for (InterfaceCounter which : COUNTERS) {
      Held older = held.get(which);
      Optional<CounterReading> before =
          older == null
              ? reading(counters.get(which), identity, moment, discontinuityBefore)
              : Optional.of(older.reading());
      Optional<CounterReading> after =
          reading(sample.counter(which), now, at, sample.discontinuity());
      if (before.isEmpty() || after.isEmpty()) {
        before.ifPresent(reading -> kept.put(which, new Held(reading, false)));
        if (before.isPresent() || after.isPresent()) {
          rates.put(which, Rate.none(Quality.UNAVAILABLE));
        }
        continue;
      }
      CounterPair pair =
          CounterPair.classify(before.get(), after.get(), ceiling(which, speed), interval);
      rates.put(which, pair.rate());
      if (pair.cause().setsAside() && !(pair.cause().isDoubtful() && isDoubtful(older))) {
        kept.put(which, new Held(before.get(), pair.cause().isDoubtful() || isDoubtful(older)));
      }
    }
    keep(sample, now, at);
    held = kept.isEmpty() ? Map.of() : kept;
    return rates.build();
  }

  private static Optional<CounterReading> reading(
      Optional<CounterValue> value, String identity, Moment at, OptionalLong discontinuity) {
    return value.map(each -> new CounterReading(identity, each, at, discontinuity));
  }

  private static OptionalLong optional(long value) {
    return value == UNTOLD ? OptionalLong.empty() : OptionalLong.of(value);
  }

  private static boolean isDoubtful(@Nullable Held older) {
    return older != null && older.doubtful();
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
