package org.postern.poll;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.postern.finding.DigestedList;
import org.postern.store.AccessListVersion;
import org.postern.store.ListHistory;
import org.postern.store.PosternStore;

/** Which version of each access list of a device was in force at a time; immutable. */
final class ListTimeline {
  private final List<ListHistory> histories;
  private final Optional<Set<ListName>> believed;
  private final Instant lastSeenOfBelieved;

  private record ListName(String source, String name) {}

  private ListTimeline(List<ListHistory> histories, Optional<Set<ListName>> believed) {
    this.histories = histories;
    this.believed = believed;
    this.lastSeenOfBelieved =
        histories.stream()
            .filter(each -> believed.isEmpty() || believed.get().contains(nameOf(each)))
            .map(each -> each.newest().lastSeen())
            .max(Comparator.naturalOrder())
            .orElse(Instant.MAX);
  }

  static ListTimeline of(PosternStore store, String device) {
    Optional<Set<ListName>> believed =
        store
            .baselines()
            .load(device)
            .map(
                baselines ->
                    baselines.confirmed().stream()
                        .map(DigestedList::list)
                        .map(list -> new ListName(list.source(), list.name()))
                        .collect(Collectors.toSet()));
    return new ListTimeline(store.accessLists().history(device), believed);
  }

  private static ListName nameOf(ListHistory history) {
    return new ListName(history.source(), history.name());
  }

  List<ListHistory> histories() {
    return histories;
  }

  /** Those with this name, or all. */
  List<ListHistory> histories(Optional<String> list) {
    return histories.stream()
        .filter(each -> list.isEmpty() || list.get().equals(each.name()))
        .toList();
  }

  /** When the device's lists were first and last read; empty without history. */
  Optional<Instant> begin() {
    return histories.stream().map(each -> each.oldest().firstSeen()).min(Comparator.naturalOrder());
  }

  Optional<Instant> end() {
    return histories.stream().map(each -> each.newest().lastSeen()).max(Comparator.naturalOrder());
  }

  /** When these lists became other than they were, came or went, in order. */
  NavigableSet<Instant> changes(List<ListHistory> of) {
    NavigableSet<Instant> changes = new TreeSet<>();
    for (ListHistory history : of) {
      for (AccessListVersion version : history.versions()) {
        boolean known = version.equals(history.oldest()) && !history.whole();
        if (!known && begin().filter(version.firstSeen()::isAfter).isPresent()) {
          changes.add(version.firstSeen());
        }
      }
      if (isGone(history)) {
        changes.add(history.newest().lastSeen().plusNanos(1));
      }
    }
    return changes;
  }

  /** The version in force; the oldest kept one where older ones may have been dropped. */
  Optional<AccessListVersion> at(ListHistory history, Instant time) {
    if (!history.whole() && time.isBefore(history.oldest().firstSeen())) {
      return Optional.of(history.oldest());
    }
    if (isGone(history) && time.isAfter(history.newest().lastSeen())) {
      return Optional.empty();
    }
    List<AccessListVersion> begun = new ArrayList<>(history.versions());
    begun.removeIf(version -> version.firstSeen().isAfter(time));
    return begun.isEmpty() ? Optional.empty() : Optional.of(begun.get(begun.size() - 1));
  }

  /**
   * Whether the device does not show the list any more. One that is not believed yet may be new:
   * then the last read showed it.
   */
  private boolean isGone(ListHistory history) {
    return believed.isPresent()
        && !believed.get().contains(nameOf(history))
        && history.newest().lastSeen().isBefore(lastSeenOfBelieved);
  }
}
