package org.postern.poll;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeSet;
import org.postern.acl.AccessList;
import org.postern.store.AccessListVersion;
import org.postern.store.ListHistory;
import org.postern.store.PosternStore;
import org.postern.store.RollUp;
import org.postern.store.SampleWindows;

/** The past of a device as the store has it; reads only, and gives no index. */
public record StoredHistory(PosternStore store, String device) implements DeviceHistory {
  @Override
  public Contents contents(Instant from, Instant until) {
    ListTimeline timeline = ListTimeline.of(store, device);
    Map<AccessListVersion, Integer> places = new LinkedHashMap<>();
    List<AccessList> lists = new ArrayList<>();
    List<Epoch> epochs = new ArrayList<>();
    for (Instant begin : begins(timeline, from, until)) {
      List<Integer> inForce = new ArrayList<>();
      for (ListHistory history : timeline.histories()) {
        timeline.at(history, begin).ifPresent(version -> add(version, places, lists, inForce));
      }
      epochs.add(new Epoch(begin, inForce));
    }
    return new Contents(interfaces(), entries(timeline), lists, epochs);
  }

  /** When other lists came into force, within the time asked about and at its begin. */
  private static Iterable<Instant> begins(ListTimeline timeline, Instant from, Instant until) {
    Optional<Instant> first = timeline.begin().filter(each -> each.isBefore(until));
    TreeSet<Instant> begins = new TreeSet<>();
    first.ifPresent(
        each -> {
          Instant begin = each.isAfter(from) ? each : from;
          begins.add(begin);
          begins.addAll(timeline.changes(timeline.histories()).subSet(begin, until));
        });
    return begins;
  }

  private void add(
      AccessListVersion version,
      Map<AccessListVersion, Integer> places,
      List<AccessList> lists,
      List<Integer> inForce) {
    Integer known = places.get(version);
    if (known != null) {
      inForce.add(known);
      return;
    }
    store
        .accessLists()
        .load(version)
        .ifPresent(
            list -> {
              places.put(version, lists.size());
              inForce.add(lists.size());
              lists.add(list);
            });
  }

  private List<Line> interfaces() {
    return store.identity().knownInterfaces(device).entrySet().stream()
        .map(each -> new Line(each.getKey(), Series.ofInterface(each.getValue())))
        .sorted(Comparator.comparing(Line::name))
        .toList();
  }

  private List<Counter> entries(ListTimeline timeline) {
    List<Counter> entries = new ArrayList<>();
    for (ListHistory history : timeline.histories()) {
      OptionalInt acl = store.identity().knownAcl(device, history.source(), history.name());
      if (acl.isPresent()) {
        String list = Counter.listName(history.source(), history.name());
        store
            .identity()
            .knownEntries(device, acl.getAsInt())
            .forEach(
                (key, entry) ->
                    entries.add(new Counter(list, key, Series.ofHits(acl.getAsInt(), entry))));
      }
    }
    entries.sort(Comparator.comparing(Counter::list).thenComparing(Counter::key));
    return entries;
  }

  @Override
  public List<List<RollUp>> windows(List<Series> series, Instant from, Instant to) {
    OptionalInt known = store.identity().knownDevice(device);
    return series.stream()
        .map(
            each -> known.isEmpty() ? List.<RollUp>of() : windows(known.getAsInt(), each, from, to))
        .toList();
  }

  private List<RollUp> windows(int index, Series series, Instant from, Instant to) {
    return series.hits()
        ? SampleWindows.ofHits(store.samples(), index, series.first(), series.second(), from, to)
        : SampleWindows.ofInterface(store.samples(), index, series.first(), from, to);
  }
}
