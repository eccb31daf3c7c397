package org.postern.poll;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;
import org.postern.acl.HitReading;
import org.postern.acl.NamedCounter;
import org.postern.counter.CounterReading;
import org.postern.counter.HitAccumulator;
import org.postern.counter.HitDelta;
import org.postern.counter.InterfaceSample.CounterValue;
import org.postern.counter.Moment;

/**
 * The hits of one device's mail entries and named counters, poll by poll. Confined to the device.
 */
final class HitWindows {
  private final Duration interval;
  private Map<String, Counted> lists = Map.of();
  private Map<CounterName, HitAccumulator> named = Map.of();

  /** Names a counter that stands by itself. */
  record CounterName(String list, String counter) {}

  /**
   * What one poll says about a counter.
   *
   * @param total since this daemon first saw it
   */
  record Window(HitDelta delta, long total) {}

  /** The counters of one version of a list, in the order of its mail entries. */
  private record Counted(List<ListFacts.MailEntry> entries, List<HitAccumulator> counters) {
    Map<String, HitAccumulator> byKey() {
      Map<String, HitAccumulator> byKey = new HashMap<>();
      for (int i = 0; i < entries.size(); i++) {
        byKey.put(entries.get(i).key(), counters.get(i));
      }
      return byKey;
    }
  }

  HitWindows(Duration interval) {
    this.interval = interval;
  }

  static CounterName name(NamedCounter counter) {
    return name(counter.list(), counter.name());
  }

  static CounterName name(String list, String counter) {
    return new CounterName(list, counter);
  }

  /** Takes in what the counters of all lists show; those of entries that are gone are forgotten. */
  List<ListHits> take(ListTable table, Moment moment) {
    List<ListHits> taken = new ArrayList<>();
    Map<String, Counted> present = new HashMap<>();
    for (ListTable.Row row : table.rows()) {
      Counted counted = counted(present, row);
      List<Optional<Window>> windows = new ArrayList<>();
      for (int i = 0; i < counted.entries().size(); i++) {
        ListFacts.MailEntry mail = counted.entries().get(i);
        @Nullable HitReading hits = row.hits().get(mail.entry().id());
        windows.add(
            hits == null
                ? Optional.empty()
                : take(counted.counters().get(i), mail.key(), hits, moment));
      }
      taken.add(new ListHits(row, windows));
    }
    lists = present;
    return taken;
  }

  /** The counters of a list as it is now: an entry keeps its own wherever it went in the list. */
  private Counted counted(Map<String, Counted> present, ListTable.Row row) {
    String name = row.list().source() + "|" + row.list().name();
    while (present.containsKey(name)) {
      name += "|"; // two lists of one name are two lists
    }
    List<ListFacts.MailEntry> entries = row.facts().mail();
    Counted before = lists.getOrDefault(name, new Counted(List.of(), List.of()));
    Counted now = before;
    if (!before.entries().equals(entries)) {
      Map<String, HitAccumulator> known = before.byKey();
      now =
          new Counted(
              entries,
              entries.stream().map(each -> known.getOrDefault(each.key(), counter())).toList());
    }
    present.put(name, now);
    return now;
  }

  private HitAccumulator counter() {
    return new HitAccumulator(interval, OptionalDouble.empty());
  }

  /** Takes in what named counters show; empty for one that the device says it does not count. */
  Map<CounterName, Optional<Window>> take(List<NamedCounter> counters, Moment moment) {
    Map<CounterName, Optional<Window>> windows = new HashMap<>();
    Map<CounterName, HitAccumulator> present = new HashMap<>();
    for (NamedCounter each : counters) {
      CounterName name = name(each);
      HitAccumulator counter = named.getOrDefault(name, counter());
      present.put(name, counter);
      windows.put(name, take(counter, each.name(), each.hits(), moment));
    }
    named = present;
    return windows;
  }

  private static Optional<Window> take(
      HitAccumulator counter, String identity, HitReading hits, Moment moment) {
    if (!hits.counted()) {
      return Optional.empty();
    }
    HitDelta delta =
        counter.add(
            CounterReading.of(identity, new CounterValue(hits.value(), hits.width()), moment));
    return Optional.of(new Window(delta, counter.total()));
  }
}
