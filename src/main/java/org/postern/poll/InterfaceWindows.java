package org.postern.poll;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.postern.counter.InterfaceRates;
import org.postern.counter.InterfaceSample;
import org.postern.counter.InterfaceSample.InterfaceCounter;
import org.postern.counter.Moment;
import org.postern.counter.Quality;
import org.postern.counter.Rate;
import org.postern.finding.Board;

/** The rates of one device's interfaces, poll by poll; interfaces go by name. Confined. */
final class InterfaceWindows {
  private final Duration interval;
  private Map<String, Reading> before = Map.of();

  private record Reading(InterfaceSample sample, Moment moment) {}

  InterfaceWindows(Duration interval) {
    this.interval = interval;
  }

  /** The rows of the interfaces that were read now, by index. */
  List<Board.InterfaceRow> rows(
      int deviceIndex, List<InterfaceSample> samples, Map<String, Integer> indexes, Moment moment) {
    Map<String, Reading> now = new HashMap<>(before);
    List<Board.InterfaceRow> rows = new ArrayList<>();
    for (InterfaceSample sample : samples) {
      Reading old = before.get(sample.name());
      Map<InterfaceCounter, Rate> rates =
          old == null
              ? Map.of()
              : InterfaceRates.between(old.sample(), old.moment(), sample, moment, interval);
      now.put(sample.name(), new Reading(sample, moment));
      Integer index = indexes.get(sample.name());
      if (index != null) {
        rows.add(row(deviceIndex, index, sample, rates));
      }
    }
    before = Map.copyOf(now);
    rows.sort(Comparator.comparingInt(Board.InterfaceRow::interfaceIndex));
    return rows;
  }

  private static Board.InterfaceRow row(
      int deviceIndex, int index, InterfaceSample sample, Map<InterfaceCounter, Rate> rates) {
    Rate inBits = rate(rates, InterfaceCounter.IN_OCTETS).octetsAsBits();
    Rate outBits = rate(rates, InterfaceCounter.OUT_OCTETS).octetsAsBits();
    return new Board.InterfaceRow(
        deviceIndex,
        index,
        sample.ifIndex(),
        sample.name(),
        sample.alias(),
        sample.operStatus(),
        inBits,
        outBits,
        rate(rates, InterfaceCounter.IN_PACKETS),
        rate(rates, InterfaceCounter.OUT_PACKETS),
        rate(rates, InterfaceCounter.IN_ERRORS),
        rate(rates, InterfaceCounter.OUT_ERRORS),
        rate(rates, InterfaceCounter.IN_DISCARDS),
        rate(rates, InterfaceCounter.OUT_DISCARDS),
        utilisation(sample, inBits, outBits),
        inBits.quality());
  }

  private static Rate rate(Map<InterfaceCounter, Rate> rates, InterfaceCounter which) {
    return rates.getOrDefault(which, Rate.none(Quality.UNAVAILABLE));
  }

  /** The busier direction counts: a line is full when one of them is. */
  private static OptionalDouble utilisation(InterfaceSample sample, Rate in, Rate out) {
    if (sample.speedBits().isEmpty()
        || sample.speedBits().getAsLong() <= 0
        || in.perSecond().isEmpty()
        || out.perSecond().isEmpty()) {
      return OptionalDouble.empty();
    }
    double busier = Math.max(in.perSecond().getAsDouble(), out.perSecond().getAsDouble());
    return OptionalDouble.of(Math.min(1.0, busier / sample.speedBits().getAsLong()));
  }
}
