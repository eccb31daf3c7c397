package org.postern.acl;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What all access lists on one way do together with flows of one family: a flow gets through if
 * every one permits it.
 */
final class WayWalk {
  private final FlowSet asked;
  private final Way way;
  private final EntryMatcher matcher;
  private final List<Leg> legs = new ArrayList<>();
  private final FlowSet permitted;
  private final FlowSet uncertain;
  private final FlowSet mayPass;

  /** Where on the way an entry is met; {@code stop} counts the lists. */
  record Place(int stop, int position) implements Comparable<Place> {
    @Override
    public int compareTo(Place other) {
      int order = Integer.compare(stop, other.stop);
      return order != 0 ? order : Integer.compare(position, other.position);
    }
  }

  /**
   * One list's part.
   *
   * @param obstacle why its entries cannot be evaluated; empty if they were
   * @param takers the positions that took flows
   */
  private record Leg(
      int stop,
      FlowSet reaching,
      ListWalk.Outcome outcome,
      String obstacle,
      List<Integer> takers) {}

  /** Walks the flows asked about. */
  WayWalk(FlowSet asked, Way way, MailPort port) {
    this.asked = asked;
    this.way = way;
    this.matcher = new EntryMatcher(port, way.ingress(), way.egress());
    FlowSet passing = asked;
    FlowSet mayDeny = asked.space().none();
    for (int i = 0; i < way.stops().size(); i++) {
      Way.Stop stop = way.stops().get(i);
      if (!stop.list().families().contains(asked.space().family())) {
        continue;
      }
      Leg leg = leg(i, stop.list(), passing);
      legs.add(leg);
      mayDeny = mayDeny.union(leg.outcome().mayDeny());
      passing = stop.isSure() ? leg.outcome().mayPermit() : passing;
    }
    mayPass = passing;
    permitted = passing.minus(mayDeny);
    uncertain = passing.intersect(mayDeny);
  }

  private Leg leg(int index, AccessList list, FlowSet reaching) {
    String obstacle = obstacle(list);
    if (!obstacle.isEmpty()) {
      return new Leg(
          index, reaching, new ListWalk.Outcome(reaching, reaching), obstacle, List.of());
    }
    List<Integer> takers = new ArrayList<>();
    ListWalk.Outcome outcome =
        ListWalk.walk(reaching, list, matcher, (position, taken, sure) -> takers.add(position));
    return new Leg(index, reaching, outcome, "", takers);
  }

  /** Why a list's entries cannot be evaluated; empty if they can. */
  static String obstacle(AccessList list) {
    if (!list.visibility().givesVerdict()) {
      return "access list %s shows %s only, no entries to evaluate"
          .formatted(list.name(), list.visibility().label());
    }
    return list.isComplete()
        ? ""
        : "access list " + list.name() + " is incomplete: " + String.join("; ", list.gaps());
  }

  FlowSet asked() {
    return asked;
  }

  FlowSet permitted() {
    return permitted;
  }

  FlowSet uncertain() {
    return uncertain;
  }

  /** Flows that surely do not get through. */
  FlowSet denied() {
    return asked.minus(mayPass);
  }

  Verdict verdict() {
    if (!uncertain.isEmpty()) {
      return Verdict.UNKNOWN;
    }
    if (permitted.equals(asked)) {
      return Verdict.PERMITTED;
    }
    return permitted.isEmpty() ? Verdict.DENIED : Verdict.PARTLY;
  }

  /** The entries that settle flows asked about, by where they are met. */
  SortedMap<Place, DecidingEntry> deciding() {
    SortedMap<Place, DecidingEntry> deciding = new TreeMap<>();
    for (Leg leg : legs) {
      add(leg, leg.takers(), Set.of(Action.DENY), deciding);
      boolean onlyOne = legs.size() == 1;
      List<Integer> permitting = onlyOne ? leg.takers() : takers(leg, mayPass);
      add(leg, permitting, Set.of(Action.PERMIT), deciding);
    }
    return deciding;
  }

  /** The entries with this action that take some of these flows. */
  SortedMap<Place, DecidingEntry> takers(FlowSet flows, Action action) {
    SortedMap<Place, DecidingEntry> takers = new TreeMap<>();
    for (Leg leg : legs) {
      add(leg, takers(leg, flows), Set.of(action), takers);
    }
    return takers;
  }

  private List<Integer> takers(Leg leg, FlowSet flows) {
    List<Integer> takers = new ArrayList<>();
    FlowSet reaching = leg.reaching().intersect(flows);
    if (leg.obstacle().isEmpty() && !reaching.isEmpty()) {
      ListWalk.walk(reaching, list(leg), matcher, (position, taken, sure) -> takers.add(position));
    }
    return takers;
  }

  private void add(
      Leg leg, List<Integer> positions, Set<Action> wanted, SortedMap<Place, DecidingEntry> found) {
    AccessList list = list(leg);
    for (int position : positions) {
      if (position == ListWalk.IMPLICIT) {
        list.implicitAction()
            .filter(wanted::contains)
            .ifPresent(
                action ->
                    found.put(new Place(leg.stop(), position), EntryText.implicit(list, action)));
      } else if (wanted.contains(list.entries().get(position).action())) {
        AccessListEntry entry = list.entries().get(position);
        found.put(
            new Place(leg.stop(), position),
            new DecidingEntry(list.name(), entry.id(), entry.action(), EntryText.of(entry)));
      }
    }
  }

  /** Why flows are uncertain: what matters to at least one of them, and nothing else. */
  Set<String> reasons() {
    Set<String> reasons = new LinkedHashSet<>();
    for (Leg leg : legs) {
      FlowSet either =
          leg.outcome().mayPermit().intersect(leg.outcome().mayDeny()).intersect(uncertain);
      Way.Stop stop = way.stops().get(leg.stop());
      if (!stop.isSure() && leg.outcome().mayDeny().intersects(uncertain)) {
        reasons.add(stop.doubt());
      }
      if (either.isEmpty()) {
        continue;
      }
      if (!leg.obstacle().isEmpty()) {
        reasons.add(leg.obstacle());
        continue;
      }
      AccessList list = stop.list();
      ListWalk.walk(
          either,
          list,
          matcher,
          (position, taken, sure) -> {
            if (!sure) {
              reasons.add(reason(list, position));
            }
          });
    }
    return reasons;
  }

  private String reason(AccessList list, int position) {
    if (position == ListWalk.IMPLICIT) {
      return "access list %s: what happens when no entry matches is not known"
          .formatted(list.name());
    }
    AccessListEntry entry = list.entries().get(position);
    return "access list %s entry %s may match or not: %s"
        .formatted(list.name(), entry.id(), String.join("; ", matcher.doubts(entry)));
  }

  private AccessList list(Leg leg) {
    return way.stops().get(leg.stop()).list();
  }
}
