package org.postern.store;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.function.BiFunction;

/**
 * Series window by window of five minutes: the sums of the store, and where those are missing, such
 * as of the last minutes, sums of the samples themselves. A window without a sample is left out.
 */
public final class SampleWindows {
  private static final long LENGTH = RollUpLevel.FIVE_MINUTES.period().toMillis();

  private SampleWindows() {}

  /** A point and when it was. */
  private record Timed(Instant time, Point point) {}

  /** The windows of an interface that begin from {@code from} to {@code to} exclusive, by time. */
  public static List<RollUp> ofInterface(
      SampleStore samples, int device, int interfaceIndex, Instant from, Instant to) {
    return completed(
        samples.interfaceRollUps(device, interfaceIndex, RollUpLevel.FIVE_MINUTES, from, to),
        from,
        to,
        (begin, end) ->
            samples.interfaceHistory(device, interfaceIndex, begin, end).stream()
                .map(each -> new Timed(each.time(), Point.of(each)))
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
                .map(each -> new Timed(each.time(), Point.of(each)))
                .toList());
  }

  private static List<RollUp> completed(
      List<RollUp> summed,
      Instant from,
      Instant to,
      BiFunction<Instant, Instant, List<Timed>> samples) {
    List<RollUp> windows = new ArrayList<>();
    Instant missing = from;
    for (RollUp each : summed) {
      if (missing.isBefore(each.start())) {
        windows.addAll(sums(samples.apply(missing, each.start())));
      }
      windows.add(each);
      missing = each.start().plusMillis(LENGTH);
    }
    if (missing.isBefore(to)) {
      windows.addAll(sums(samples.apply(missing, to)));
    }
    return windows;
  }

  /** The sums of points that are in the order of their times. */
  private static List<RollUp> sums(List<Timed> points) {
    TreeMap<Instant, Sums> windows = new TreeMap<>();
    for (Timed each : points) {
      windows
          .computeIfAbsent(start(each.time()), begun -> new Sums(each.point().kind()))
          .add(each.point());
    }
    return windows.entrySet().stream().map(each -> each.getValue().rollUp(each.getKey())).toList();
  }

  private static Instant start(Instant time) {
    return Instant.ofEpochMilli(Math.floorDiv(time.toEpochMilli(), LENGTH) * LENGTH);
  }
}
