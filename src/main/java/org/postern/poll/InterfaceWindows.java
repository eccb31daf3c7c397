package org.postern.poll;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;
import java.util.function.Predicate;
import org.postern.counter.BaselineState;
import org.postern.counter.InterfaceRates;
import org.postern.counter.InterfaceSample;
import org.postern.counter.InterfaceSample.InterfaceCounter;
import org.postern.counter.Moment;
import org.postern.counter.Quality;
import org.postern.counter.Rate;
import org.postern.finding.Board;

/** The rates of one device's interfaces, poll by poll; interfaces go by name. Confined. */
final class InterfaceWindows {
  /** An interface that was not seen for so long is gone; names may come and go by the thousand. */
  private static final Duration GONE_AFTER = Duration.ofDays(1);

  private final Duration interval;
  private final Map<String, Line> byName = new HashMap<>();

  /**
   * An interface that was seen.
   *
   * @param index that its rows have
   */
  private record Line(String name, int index, InterfaceRates rates) {}

  InterfaceWindows(Duration interval) {
    this.interval = interval;
  }

  /**
   * The rows of the interfaces that were read now, by index.
   *
   * @param indexes gives the indexes of interfaces by their names; one without has no row
   */
  List<Board.InterfaceRow> rows(
      int deviceIndex,
      List<InterfaceSample> samples,
      Function<List<String>, Map<String, Integer>> indexes,
      Moment moment) {
    List<String> unseen =
        samples.stream()
            .map(InterfaceSample::name)
            .filter(name -> !byName.containsKey(name))
            .toList();
    Map<String, Integer> given = unseen.isEmpty() ? Map.of() : indexes.apply(unseen);
    List<Board.InterfaceRow> rows = new ArrayList<>();
    for (InterfaceSample sample : samples) {
      Line known = byName.get(sample.name());
      Integer index = given.get(sample.name());
      if (known != null) {
        rows.add(row(deviceIndex, known, sample, known.rates().add(sample, moment)));
      } else if (index != null) {
        Line seen = new Line(sample.name(), index, new InterfaceRates(sample, moment, interval));
        byName.put(sample.name(), seen);
        rows.add(row(deviceIndex, seen, sample, Map.of()));
      }
    }
    byName
        .values()
        .removeIf(each -> each.rates().last().at().plus(GONE_AFTER).isBefore(moment.at()));
    rows.sort(Comparator.comparingInt(Board.InterfaceRow::interfaceIndex));
    return rows;
  }

  private static Board.InterfaceRow row(
      int deviceIndex, Line line, InterfaceSample sample, Map<InterfaceCounter, Rate> rates) {
    Rate inBits = rate(rates, InterfaceCounter.IN_OCTETS).octetsAsBits();
    Rate outBits = rate(rates, InterfaceCounter.OUT_OCTETS).octetsAsBits();
    return new Board.InterfaceRow(
        deviceIndex,
        line.index(),
        sample.ifIndex(),
        line.name(),
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
        quality(rates.values()),
        BaselineState.NONE);
  }

  /**
   * How far the rates of a row can be trusted: as far as the worst of them that has a number, and
   * in part if another has none.
   */
  private static Quality quality(Collection<Rate> rates) {
    Optional<Quality> told = worst(rates, rate -> rate.perSecond().isPresent());
    Optional<Quality> untold = worst(rates, rate -> rate.perSecond().isEmpty());
    if (told.isPresent() && untold.isPresent()) {
      return HitSum.worse(told.get(), Quality.PARTIAL);
    }
    return told.or(() -> untold).orElse(Quality.UNAVAILABLE);
  }

  private static Optional<Quality> worst(Collection<Rate> rates, Predicate<Rate> which) {
    return rates.stream().filter(which).map(Rate::quality).reduce(HitSum::worse);
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
