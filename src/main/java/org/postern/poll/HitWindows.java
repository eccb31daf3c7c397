package org.postern.poll;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import org.postern.acl.AccessListEntry;
import org.postern.acl.AccessListReading;
import org.postern.acl.HitReading;
import org.postern.acl.HitUnit;
import org.postern.acl.NamedCounter;
import org.postern.counter.CounterReading;
import org.postern.counter.HitAccumulator;
import org.postern.counter.HitDelta;
import org.postern.counter.InterfaceSample.CounterValue;
import org.postern.counter.Moment;

/** The hits of one device's entries and named counters, poll by poll. Confined to the device. */
final class HitWindows {
  private final Duration interval;
  private Map<CounterName, HitAccumulator> accumulators = new HashMap<>();

  /**
   * Names a counter.
   *
   * @param list source and name of its list
   * @param key of the entry as {@link EntryKeys} gives it, or the counter's own name
   */
  record CounterName(String list, String key) {}

  /**
   * What one poll says about a counter.
   *
   * @param total since this daemon first saw it
   */
  record Window(HitUnit unit, HitDelta delta, long total) {}

  HitWindows(Duration interval) {
    this.interval = interval;
  }

  static CounterName name(NamedCounter counter) {
    return name(counter.list(), counter.name());
  }

  static CounterName name(String list, String counter) {
    return new CounterName("counter|" + list, counter);
  }

  /** Takes in what an entry's counter shows; empty if it has none or is not counted. */
  Optional<Window> entry(
      CounterName name, AccessListReading reading, AccessListEntry entry, Moment moment) {
    return Optional.ofNullable(reading.hits().get(entry.id()))
        .flatMap(hits -> take(name, hits, moment));
  }

  /** Takes in what a named counter shows; empty if the device says that it does not count. */
  Optional<Window> counter(NamedCounter counter, Moment moment) {
    return take(name(counter), counter.hits(), moment);
  }

  private Optional<Window> take(CounterName name, HitReading hits, Moment moment) {
    if (!hits.counted()) {
      return Optional.empty();
    }
    HitAccumulator accumulator =
        accumulators.computeIfAbsent(
            name, unseen -> new HitAccumulator(interval, OptionalDouble.empty()));
    HitDelta delta =
        accumulator.add(
            CounterReading.of(name.key(), new CounterValue(hits.value(), hits.width()), moment));
    return Optional.of(new Window(hits.unit(), delta, accumulator.total()));
  }

  /** Forgets the counters that are not among {@code present}: their entries are gone. */
  void retain(Set<CounterName> present) {
    Map<CounterName, HitAccumulator> kept = new HashMap<>(accumulators);
    kept.keySet().retainAll(present);
    accumulators = kept;
  }
}
