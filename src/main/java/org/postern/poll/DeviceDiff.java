package org.postern.poll;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableSet;
import java.util.Optional;
import org.postern.acl.AccessList;
import org.postern.acl.ChangeEffect;
import org.postern.acl.Crossing;
import org.postern.acl.ListChange;
import org.postern.acl.PortChange;
import org.postern.acl.SemanticDiff;
import org.postern.finding.CrossingPlan;
import org.postern.finding.Policy;
import org.postern.store.AccessListVersion;
import org.postern.store.ListHistory;
import org.postern.store.PosternStore;

/**
 * How a device's access lists differ between two moments, and what that means for mail.
 *
 * @param known names of all lists there is history of
 * @param before the earlier moment; empty without history of the lists asked about
 * @param after the later one
 * @param lists those that differ, by source and name
 * @param crossings those with flows that changed or may have
 * @param histories of the lists asked about
 * @param notes what the reader should know about the moments
 */
public record DeviceDiff(
    String device,
    List<String> known,
    Optional<Instant> before,
    Optional<Instant> after,
    List<ComparedList> lists,
    List<CrossingChange> crossings,
    List<ListHistory> histories,
    List<String> notes) {
  public DeviceDiff {
    known = List.copyOf(known);
    lists = List.copyOf(lists);
    crossings = List.copyOf(crossings);
    histories = List.copyOf(histories);
    notes = List.copyOf(notes);
  }

  /**
   * What is asked.
   *
   * @param list by its name; all if empty
   * @param since the earlier moment; empty: just before the last change
   * @param until the later moment; empty: the last read
   */
  public record Query(Optional<String> list, Optional<Instant> since, Optional<Instant> until) {}

  /** A list and the versions that were compared. */
  public record ComparedList(
      ListChange change, Optional<AccessListVersion> before, Optional<AccessListVersion> after) {}

  /** A crossing and the ports whose flows changed or may have. */
  public record CrossingChange(String crossing, List<PortChange> ports) {
    public CrossingChange {
      ports = List.copyOf(ports);
    }
  }

  /** Compares what the store knows of the device. */
  public static DeviceDiff of(
      PosternStore store, MonitoredDevice device, Policy policy, Query query) {
    ListTimeline timeline = ListTimeline.of(store, device.name());
    List<ListHistory> asked = timeline.histories(query.list());
    List<String> known = timeline.histories().stream().map(ListHistory::name).distinct().toList();
    if (asked.isEmpty()) {
      return new DeviceDiff(
          device.name(),
          known,
          Optional.empty(),
          Optional.empty(),
          List.of(),
          List.of(),
          List.of(),
          List.of());
    }
    List<String> notes = new ArrayList<>();
    Instant begin = timeline.begin().orElseThrow();
    Instant after = query.until().orElse(timeline.end().orElseThrow().plusNanos(1));
    Instant before = query.since().orElseGet(() -> lastChange(timeline, asked, after, begin));
    if (before.isBefore(begin)) {
      notes.add("history begins at " + begin);
      before = begin;
    }
    Comparison comparison = new Comparison(store, device, policy, timeline, before, after);
    for (ListHistory history : asked) {
      if (!history.whole() && before.isBefore(history.oldest().firstSeen())) {
        notes.add(
            history.name()
                + ": versions before "
                + history.oldest().firstSeen()
                + " are no longer kept; the oldest kept one stands for them");
      }
    }
    List<ComparedList> lists =
        asked.stream().flatMap(each -> comparison.list(each).stream()).toList();
    return new DeviceDiff(
        device.name(),
        known,
        Optional.of(before),
        Optional.of(after),
        lists,
        lists.isEmpty() ? List.of() : comparison.crossings(asked),
        asked,
        notes);
  }

  private static Instant lastChange(
      ListTimeline timeline, List<ListHistory> asked, Instant until, Instant begin) {
    NavigableSet<Instant> changes = timeline.changes(asked);
    Instant last = changes.floor(until);
    return last == null ? begin : last.minusNanos(1);
  }

  /** One comparison of two moments. */
  private record Comparison(
      PosternStore store,
      MonitoredDevice device,
      Policy policy,
      ListTimeline timeline,
      Instant before,
      Instant after) {
    Optional<ComparedList> list(ListHistory history) {
      Optional<AccessListVersion> was = timeline.at(history, before);
      Optional<AccessListVersion> is = timeline.at(history, after);
      if (was.equals(is)) {
        return Optional.empty();
      }
      ListChange change = new SemanticDiff().list(content(was), content(is));
      return change.effect() == ChangeEffect.UNCHANGED
          ? Optional.empty()
          : Optional.of(new ComparedList(change, was, is));
    }

    private Optional<AccessList> content(Optional<AccessListVersion> version) {
      return version.flatMap(store.accessLists()::load);
    }

    /** Lists that nobody asked about are taken as they are after. */
    List<CrossingChange> crossings(List<ListHistory> asked) {
      List<AccessList> old = new ArrayList<>();
      List<AccessList> now = new ArrayList<>();
      for (ListHistory history : timeline.histories()) {
        Instant earlier = asked.contains(history) ? before : after;
        content(timeline.at(history, earlier)).ifPresent(old::add);
        content(timeline.at(history, after)).ifPresent(now::add);
      }
      List<CrossingChange> changes = new ArrayList<>();
      for (Crossing crossing : CrossingPlan.crossings(policy, device.zones(), now, List.of())) {
        if (crossing.onlyList().isEmpty()) { // else it is the list's own change once more
          List<PortChange> ports = new SemanticDiff().crossing(old, now, crossing);
          if (!ports.isEmpty()) {
            changes.add(new CrossingChange(crossing.name(), ports));
          }
        }
      }
      return changes;
    }
  }
}
