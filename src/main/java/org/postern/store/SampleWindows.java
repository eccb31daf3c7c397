package org.postern.store;

import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.function.BiFunction;
import org.postern.store.RollUp.Summary;

/**
 * Series window by window of five minutes: the sums of the store, and where those are missing, such
 * as of the last minutes, sums of the samples themselves. A window without a sample is left out.
 */
public final class SampleWindows {
  private static final long LENGTH = RollUpLevel.FIVE_MINUTES.period().toMillis();

  private SampleWindows() {}

  /** The windows of an interface that begin from {@code from} to {@code to} exclusive, by time. */
  public static List<RollUp> ofInterface(
      SampleStore samples, int device, int interfaceIndex, Instant from, Instant to) {
    return completed(
        samples.interfaceRollUps(device, interfaceIndex, RollUpLevel.FIVE_MINUTES, from, to),
        from,
        to,
        (begin, end) ->
            samples.interfaceHistory(device, interfaceIndex, begin, end).stream()
                .map(SampleWindows::of)
                .toList());
  }

  /** The windows of an entry that begin from {@code from} to {@code to} exclusive, by time. */
  public static List<RollUp> ofHits(
      SampleStore samples, int device, int acl, int entry, Instant from, Instant to) {
    return completed(
        samples.hitRollUps(device, acl, entry, RollUpLevel.FIVE_MINUTES, from, to),
        from,
        to,
        (begin, end) ->
            samples.hitHistory(device, acl, entry, begin, end).stream()
                .map(SampleWindows::of)
                .toList());
  }

  private static List<RollUp> completed(
      List<RollUp> summed,
      Instant from,
      Instant to,
      BiFunction<Instant, Instant, List<RollUp>> samples) {
    TreeMap<Instant, RollUp> windows = new TreeMap<>();
    Instant missing = from;
    for (RollUp each : summed) {
      if (missing.isBefore(each.start())) {
        samples.apply(missing, each.start()).forEach(one -> add(windows, one));
      }
      windows.put(each.start(), each);
      missing = each.start().plusMillis(LENGTH);
    }
    if (missing.isBefore(to)) {
      samples.apply(missing, to).forEach(one -> add(windows, one));
    }
    return new ArrayList<>(windows.values());
  }

  private static void add(Map<Instant, RollUp> windows, RollUp sample) {
    windows.merge(sample.start(), sample, RollUp::and);
  }

  private static RollUp of(InterfacePoint point) {
    Map<SampleRate, Summary> rates = new EnumMap<>(SampleRate.class);
    for (SampleRate rate : SampleRate.of(Sample.Kind.INTERFACE)) {
      put(rates, rate, rate(point, rate));
    }
    return new RollUp(start(point.time()), 1, point.operStatus(), point.quality(), rates);
  }

  private static RollUp of(HitPoint point) {
    Map<SampleRate, Summary> rates = new EnumMap<>(SampleRate.class);
    put(rates, SampleRate.PER_SECOND, point.perSecond());
    return new RollUp(start(point.time()), 1, point.hits(), point.quality(), rates);
  }

  private static void put(Map<SampleRate, Summary> rates, SampleRate rate, OptionalDouble value) {
    if (value.isPresent()) {
      rates.put(rate, Summary.of(value.getAsDouble()));
    }
  }

  private static OptionalDouble rate(InterfacePoint point, SampleRate rate) {
    return switch (rate) {
      case IN_BITS -> point.inBits();
      case OUT_BITS -> point.outBits();
      case IN_PACKETS -> point.inPackets();
      case OUT_PACKETS -> point.outPackets();
      case IN_ERRORS -> point.inErrors();
      case OUT_ERRORS -> point.outErrors();
      case IN_DISCARDS -> point.inDiscards();
      case OUT_DISCARDS -> point.outDiscards();
      case PER_SECOND -> OptionalDouble.empty();
    };
  }

  private static Instant start(Instant time) {
    return Instant.ofEpochMilli(Math.floorDiv(time.toEpochMilli(), LENGTH) * LENGTH);
  }
}
