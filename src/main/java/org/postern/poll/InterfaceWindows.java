package org.postern.poll;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.postern.counter.BaselineState;
import org.postern.counter.InterfaceRates;
import org.postern.counter.InterfaceSample;
import org.postern.counter.Moment;
import org.postern.counter.TrafficRates;
import org.postern.finding.Board;

/** The rates of one device's interfaces, poll by poll; interfaces go by name. Confined. */
final class InterfaceWindows {
  /** An interface that was not seen for so long is gone; names may come and go by the thousand. */
  private static final Duration GONE_AFTER = Duration.ofDays(1);

  private final Duration interval;
  private final Map<String, Line> byName = new HashMap<>();

  /** An interface that was seen. */
  private static final class Line {
    final String name;

    /** That its rows have. */
    final int index;

    final InterfaceRates rates;
    int ifIndex;
    String alias;

    Line(InterfaceSample first, int index, Moment moment, Duration interval) {
      this.name = first.name().intern(); // devices of one kind have the same ones
      this.index = index;
      this.rates = new InterfaceRates(first, moment, interval);
      this.ifIndex = first.ifIndex();
      this.alias = first.alias();
    }

    Board.InterfaceRow row(int deviceIndex, InterfaceSample sample, TrafficRates measured) {
      boolean renumbered = ifIndex != sample.ifIndex();
      ifIndex = sample.ifIndex();
      if (!alias.equals(sample.alias())) {
        alias = sample.alias();
      }
      return new Board.InterfaceRow(
          deviceIndex,
          index,
          ifIndex,
          name,
          alias,
          sample.operStatus(),
          renumbered,
          measured,
          measured.quality(),
          BaselineState.NONE);
    }
  }

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
        rows.add(known.row(deviceIndex, sample, known.rates.add(sample, moment)));
      } else if (index != null) {
        Line seen = new Line(sample, index, moment, interval);
        byName.put(seen.name, seen);
        rows.add(seen.row(deviceIndex, sample, TrafficRates.none()));
      }
    }
    byName.values().removeIf(each -> each.rates.last().at().plus(GONE_AFTER).isBefore(moment.at()));
    rows.sort(Comparator.comparingInt(Board.InterfaceRow::interfaceIndex));
    return rows;
  }
}
