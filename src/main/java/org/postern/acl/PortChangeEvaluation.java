package org.postern.acl;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * One comparison of a crossing and port: the flows that changed, and who decides about them before
 * and after, found by sending just these flows through the lists again.
 */
final class PortChangeEvaluation {
  private static final int MOST_CAUSES = 12;
  private static final int BLOCKS_OF_A_CAUSE = 8;

  private final EvaluationLimits limits;
  private final Crossing crossing;
  private final MailPort port;
  private final CrossingEvaluation evaluation;
  private final Map<IpFamily, FlowSet> widened = new EnumMap<>(IpFamily.class);
  private final Map<IpFamily, FlowSet> narrowed = new EnumMap<>(IpFamily.class);
  private final Map<Decision, Map<IpFamily, FlowSet>> decisions = new LinkedHashMap<>();
  private final Map<ListName, EntryEdits> edits = new HashMap<>();
  private final Set<String> reasons = new LinkedHashSet<>();

  private record ListName(String source, String name) {
    static ListName of(AccessList list) {
      return new ListName(list.source(), list.name());
    }
  }

  /** Who decides; flows are kept beside it. */
  private record Decision(PortChange.Role role, DecidingEntry entry, PortChange.Edit edit) {}

  PortChangeEvaluation(EvaluationLimits limits, Crossing crossing, MailPort port) {
    this.limits = limits;
    this.crossing = crossing;
    this.port = port;
    this.evaluation = new CrossingEvaluation(limits, crossing, port);
  }

  PortChange compare(List<AccessList> before, List<AccessList> after) {
    try {
      if (!before.equals(after)) {
        compareWays(before, after);
      }
      return result();
    } catch (TooComplexException e) {
      FlowSet.Blocks none = new FlowSet.Blocks(List.of(), false);
      return new PortChange(
          port,
          ChangeEffect.UNKNOWN,
          none,
          none,
          List.of(),
          0,
          List.of(String.valueOf(e.getMessage())));
    }
  }

  private PortChange result() {
    FlowSet.Blocks more = CrossingEvaluation.blocks(widened, limits.blocks());
    FlowSet.Blocks less = CrossingEvaluation.blocks(narrowed, limits.blocks());
    List<PortChange.Cause> causes = new ArrayList<>();
    decisions.forEach(
        (decision, flows) -> {
          // With all families in the map, a whole one of several is not written as "any".
          widened.forEach((family, set) -> flows.putIfAbsent(family, set.space().none()));
          if (causes.size() < MOST_CAUSES) {
            causes.add(
                new PortChange.Cause(
                    decision.role(),
                    decision.entry(),
                    decision.edit(),
                    CrossingEvaluation.blocks(flows, BLOCKS_OF_A_CAUSE)));
          }
        });
    return new PortChange(
        port,
        reasons.isEmpty()
            ? ChangeEffect.of(!more.list().isEmpty(), !less.list().isEmpty())
            : ChangeEffect.UNKNOWN,
        more,
        less,
        causes,
        decisions.size() - causes.size(),
        CrossingEvaluation.capped(reasons));
  }

  private void compareWays(List<AccessList> before, List<AccessList> after) {
    Map<ListName, AccessList> old = new HashMap<>();
    before.forEach(list -> old.put(ListName.of(list), list));
    for (AccessList list : after) {
      AccessList was = old.remove(ListName.of(list));
      if (was == null) {
        edits.put(ListName.of(list), EntryEdits.appeared(list));
      } else if (!was.equals(list)) {
        edits.put(ListName.of(list), EntryEdits.between(was, list));
      }
    }
    old.forEach((name, list) -> edits.put(name, EntryEdits.disappeared(list)));
    List<Way> oldWays = Way.of(before, crossing);
    List<Way> newWays = Way.of(after, crossing);
    Set<Object> seen = new HashSet<>();
    // The pairs come from the crossing alone, so both have the same ones in the same order.
    for (int i = 0; i < oldWays.size(); i++) {
      Way was = oldWays.get(i);
      Way is = newWays.get(i);
      boolean unseen = was.stops().isEmpty() && is.stops().isEmpty(); // no change of lists matters
      if (!unseen
          && !ChangeEvaluation.sameLists(was, is)
          && seen.add(List.of(was.sameness(), is.sameness()))) {
        compare(was, is);
      }
    }
  }

  private void compare(Way was, Way is) {
    CrossingEvaluation.WayResult before = evaluation.walk(was);
    CrossingEvaluation.WayResult after = evaluation.walk(is);
    addReasons("before", before);
    addReasons("after", after);
    for (IpFamily family : IpFamily.values()) {
      WayWalk old = before.walks().get(family);
      WayWalk now = after.walks().get(family);
      if (old == null || now == null) {
        if (old != now && !before.walks().isEmpty() && !after.walks().isEmpty()) {
          reasons.add(
              "no access list on the way filters " + family + (old == null ? " before" : " after"));
        }
        continue;
      }
      FlowSet more = now.permitted().intersect(old.denied());
      FlowSet less = old.permitted().intersect(now.denied());
      widened.merge(family, more, FlowSet::union);
      narrowed.merge(family, less, FlowSet::union);
      decide(is, more, PortChange.Role.PERMITS_NOW);
      decide(was, more, PortChange.Role.DENIED_BEFORE);
      decide(is, less, PortChange.Role.DENIES_NOW);
      decide(was, less, PortChange.Role.PERMITTED_BEFORE);
    }
  }

  private void addReasons(String when, CrossingEvaluation.WayResult result) {
    if (result.verdict() == Verdict.UNKNOWN) {
      result.reasons().forEach(reason -> reasons.add(when + ": " + reason));
    }
  }

  /** Sends the flows through the lists in order and notes who does this with them. */
  private void decide(Way way, FlowSet flows, PortChange.Role role) {
    FlowSet passing = flows;
    EntryMatcher matcher = new EntryMatcher(port, way.ingress(), way.egress());
    for (Way.Stop stop : way.stops()) {
      AccessList list = stop.list();
      if (passing.isEmpty()
          || !list.families().contains(flows.space().family())
          || !WayWalk.obstacle(list).isEmpty()) {
        continue;
      }
      ListWalk.Outcome outcome =
          ListWalk.walk(
              passing,
              list,
              matcher,
              (position, taken, sure) ->
                  note(list, position, flows.space().keep(taken.getAsInt()), role));
      passing = stop.isSure() ? outcome.mayPermit() : passing;
    }
  }

  private void note(AccessList list, int position, FlowSet taken, PortChange.Role role) {
    boolean permits =
        role == PortChange.Role.PERMITS_NOW || role == PortChange.Role.PERMITTED_BEFORE;
    boolean later = role == PortChange.Role.PERMITS_NOW || role == PortChange.Role.DENIES_NOW;
    Action action = permits ? Action.PERMIT : Action.DENY;
    EntryEdits own = edits.get(ListName.of(list));
    if (own == null) {
      return; // it did the same before and after
    }
    if (position == ListWalk.IMPLICIT) {
      if (list.implicitAction().filter(action::equals).isPresent()) {
        add(new Decision(role, EntryText.implicit(list, action), own.ofEnd(later)), taken);
      }
      return;
    }
    AccessListEntry entry = list.entries().get(position);
    if (entry.action() == action) {
      DecidingEntry deciding =
          new DecidingEntry(list.name(), entry.id(), action, EntryText.of(entry));
      add(new Decision(role, deciding, own.of(entry, later)), taken);
    }
  }

  private void add(Decision decision, FlowSet taken) {
    IpFamily family = taken.space().family();
    Map<IpFamily, FlowSet> flows =
        decisions.computeIfAbsent(decision, none -> new EnumMap<>(IpFamily.class));
    flows.merge(family, taken, FlowSet::union);
  }
}
