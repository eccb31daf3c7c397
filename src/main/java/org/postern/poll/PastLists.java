package org.postern.poll;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.postern.counter.CounterPair;
import org.postern.counter.HitDelta;
import org.postern.counter.Quality;
import org.postern.counter.Rate;
import org.postern.store.RollUp;

/**
 * The access lists of a device as they were, and what their entries counted then. Confined to a
 * replay, which goes forward in time.
 */
final class PastLists {
  private final List<ListFacts> facts;
  private final List<DeviceHistory.Epoch> epochs;
  private final Map<EntryName, DeviceHistory.Series> counters = new HashMap<>();

  /** What each counter showed at the end of its last window. */
  private final Map<DeviceHistory.Series, Long> shown = new HashMap<>();

  private record EntryName(String list, String key) {}

  private int epoch = -1;
  private Optional<ListTable> table = Optional.empty();

  PastLists(DeviceHistory.Contents contents) {
    facts = contents.lists().stream().map(ListFacts::of).toList();
    epochs = contents.epochs();
    contents
        .entries()
        .forEach(each -> counters.put(new EntryName(each.list(), each.key()), each.series()));
  }

  /** The series of all entries that were in some list meanwhile. */
  List<DeviceHistory.Series> series() {
    return facts.stream()
        .flatMap(list -> list.mail().stream().flatMap(entry -> series(list, entry).stream()))
        .distinct()
        .toList();
  }

  private Optional<DeviceHistory.Series> series(ListFacts list, ListFacts.MailEntry entry) {
    String name = DeviceHistory.Counter.listName(list.list().source(), list.list().name());
    return Optional.ofNullable(counters.get(new EntryName(name, entry.key())));
  }

  /** The lists in force; empty before any was read to its end. */
  Optional<ListTable> at(Instant time) {
    int now = epoch;
    while (now + 1 < epochs.size() && !epochs.get(now + 1).from().isAfter(time)) {
      now++;
    }
    if (now != epoch) {
      epoch = now;
      table = Optional.of(new ListTable(rows(epochs.get(now))));
    }
    return table;
  }

  private List<ListTable.Row> rows(DeviceHistory.Epoch epoch) {
    return epoch.lists().stream()
        .map(facts::get)
        .map(each -> new ListTable.Row(new ListTable.Known(each.list(), each), Map.of()))
        .toList();
  }

  /** What the entries counted in a window; an entry without a series was not counted. */
  PortHits hits(ListTable lists, Map<DeviceHistory.Series, RollUp> window, double seconds) {
    Map<DeviceHistory.Series, HitDelta> counted = new HashMap<>();
    window.forEach(
        (series, sum) -> {
          if (series.hits()) {
            counted.put(series, delta(series, sum, seconds));
            shown.put(series, sum.last());
          }
        });
    List<ListHits> hits = new ArrayList<>();
    for (ListTable.Row row : lists.rows()) {
      List<Optional<HitWindows.Window>> mail = new ArrayList<>();
      for (ListFacts.MailEntry entry : row.facts().mail()) {
        mail.add(
            series(row.facts(), entry)
                .filter(shown::containsKey)
                .map(each -> window(each, counted.getOrDefault(each, none(Quality.UNAVAILABLE)))));
      }
      hits.add(new ListHits(row, mail));
    }
    return new PortHits(hits);
  }

  private HitWindows.Window window(DeviceHistory.Series series, HitDelta delta) {
    return new HitWindows.Window(delta, shown.getOrDefault(series, 0L));
  }

  /**
   * The total goes on as long as every sample is exact, so the difference of two totals is exact
   * too; in any other window it may have begun again.
   */
  private HitDelta delta(DeviceHistory.Series series, RollUp sum, double seconds) {
    Long before = shown.get(series);
    if (!sum.quality().isExact()) {
      return none(sum.quality());
    }
    if (before == null || sum.last() < before || seconds <= 0) {
      return none(Quality.UNAVAILABLE);
    }
    long hits = sum.last() - before;
    return new HitDelta(
        CounterPair.Cause.WENT_ON, OptionalLong.of(hits), Rate.of(hits / seconds, sum.quality()));
  }

  private static HitDelta none(Quality quality) {
    return new HitDelta(CounterPair.Cause.WENT_ON, OptionalLong.empty(), Rate.none(quality));
  }
}
