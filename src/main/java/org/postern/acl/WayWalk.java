package org.postern.acl;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
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
   * @param reaching the flows that get as far as this list
   * @param permitted those of them that surely get through it
   * @param undecided those of which it is not certain whether they do
   * @param match empty if there is an obstacle
   * @param obstacle why its entries cannot be evaluated; empty if they were
   */
  private record Leg(
      int stop,
      FlowSet reaching,
      FlowSet permitted,
      FlowSet undecided,
      Optional<FirstMatch> match,
      String obstacle) {
    FlowSet mayPermit() {
      return permitted.union(undecided);
    }

    /** Positions that take some of these flows. */
    Collection<Integer> takers(FlowSet flows) {
      FlowSet met = reaching.intersect(flows);
      return match.<Collection<Integer>>map(list -> list.takers(met)).orElse(List.of());
    }
  }

  /** Walks the flows asked about. */
  WayWalk(FlowSet asked, Way way, MailPort port) {
    this.asked = asked;
    this.way = way;
    this.matcher = new EntryMatcher(port, way.ingress(), way.egress());
    FlowSet passing = asked;
    FlowSet surelyPassing = asked;
    for (int i = 0; i < way.stops().size(); i++) {
      Way.Stop stop = way.stops().get(i);
      if (!stop.list().families().contains(asked.space().family())) {
        continue;
      }
      Leg leg = leg(i, stop.list(), passing);
      legs.add(leg);
      surelyPassing = surelyPassing.intersect(leg.permitted());
      passing = stop.isSure() ? leg.mayPermit() : passing;
    }
    mayPass = passing;
    permitted = surelyPassing;
    uncertain = passing.minus(surelyPassing);
  }

  private Leg leg(int index, AccessList list, FlowSet reaching) {
    String obstacle = obstacle(list);
    if (!obstacle.isEmpty()) {
      FlowSet none = asked.space().none();
      return new Leg(index, reaching, none, reaching, Optional.empty(), obstacle);
    }
    FirstMatch match = FirstMatch.of(asked, list, matcher);
    return new Leg(
        index,
        reaching,
        match.permitted().intersect(reaching),
        match.undecided().intersect(reaching),
        Optional.of(match),
        "");
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
      add(leg, leg.takers(asked), Action.DENY, deciding);
      add(leg, leg.takers(legs.size() == 1 ? asked : mayPass), Action.PERMIT, deciding);
    }
    return deciding;
  }

  /** The entries with this action that take some of these flows. */
  SortedMap<Place, DecidingEntry> takers(FlowSet flows, Action action) {
    SortedMap<Place, DecidingEntry> takers = new TreeMap<>();
    for (Leg leg : legs) {
      add(leg, leg.takers(flows), action, takers);
    }
    return takers;
  }

  private void add(
      Leg leg,
      Collection<Integer> positions,
      Action wanted,
      SortedMap<Place, DecidingEntry> found) {
    AccessList list = list(leg);
    for (int position : positions) {
      if (position == ListWalk.IMPLICIT) {
        list.implicitAction()
            .filter(action -> action == wanted)
            .ifPresent(
                action ->
                    found.put(new Place(leg.stop(), position), EntryText.implicit(list, action)));
      } else if (list.entries().get(position).action() == wanted) {
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
      FlowSet either = leg.undecided().intersect(uncertain);
      Way.Stop stop = way.stops().get(leg.stop());
      if (!stop.isSure() && !uncertain.isSubsetOf(leg.permitted())) {
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
      leg.match()
          .ifPresent(match -> match.doubtful(either).forEach(at -> reasons.add(reason(list, at))));
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
