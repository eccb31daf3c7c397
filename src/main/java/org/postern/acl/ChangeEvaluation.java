package org.postern.acl;

import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** The difference of what one crossing permits to one port, before and after a change of lists. */
final class ChangeEvaluation {
  private final EvaluationLimits limits;
  private final Crossing crossing;
  private final CrossingEvaluation evaluation;
  private final Map<IpFamily, FlowSet> widened = new EnumMap<>(IpFamily.class);
  private final Map<IpFamily, FlowSet> narrowed = new EnumMap<>(IpFamily.class);
  private final Set<DecidingEntry> by = new LinkedHashSet<>();
  private final Set<String> reasons = new LinkedHashSet<>();

  ChangeEvaluation(EvaluationLimits limits, Crossing crossing, MailPort port) {
    this.limits = limits;
    this.crossing = crossing;
    this.evaluation = new CrossingEvaluation(limits, crossing, port);
  }

  FlowChange compare(List<AccessList> before, List<AccessList> after) {
    if (!before.equals(after)) {
      List<Way> oldWays = Way.of(before, crossing);
      List<Way> newWays = Way.of(after, crossing);
      // The pairs come from the crossing alone, so both have the same ones in the same order.
      for (int i = 0; i < oldWays.size(); i++) {
        if (!sameLists(oldWays.get(i), newWays.get(i))) {
          compare(evaluation.walk(oldWays.get(i)), evaluation.walk(newWays.get(i)));
        }
      }
    }
    FlowSet.Blocks more = CrossingEvaluation.blocks(widened, limits.blocks());
    FlowSet.Blocks less = CrossingEvaluation.blocks(narrowed, limits.blocks());
    return new FlowChange(
        more.list(), less.list(), List.copyOf(by), CrossingEvaluation.capped(reasons));
  }

  /** Equal lists do the same even where it is not known what. */
  static boolean sameLists(Way before, Way after) {
    if (before.stops().isEmpty() || before.stops().size() != after.stops().size()) {
      return false;
    }
    for (int i = 0; i < before.stops().size(); i++) {
      Way.Stop was = before.stops().get(i);
      Way.Stop is = after.stops().get(i);
      boolean same =
          was.isSure() == is.isSure()
              && WayWalk.obstacle(was.list()).isEmpty()
              && WayWalk.obstacle(is.list()).isEmpty()
              && (was.list().equals(is.list())
                  || AccessListDigest.of(was.list()).equals(AccessListDigest.of(is.list())));
      if (!same) {
        return false;
      }
    }
    return true;
  }

  private void compare(CrossingEvaluation.WayResult before, CrossingEvaluation.WayResult after) {
    addReasons("before", before);
    addReasons("after", after);
    SortedMap<WayWalk.Place, DecidingEntry> entries = new TreeMap<>();
    for (IpFamily family : IpFamily.values()) {
      WayWalk was = before.walks().get(family);
      WayWalk is = after.walks().get(family);
      if (was == null || is == null) {
        if (was != is && !before.walks().isEmpty() && !after.walks().isEmpty()) {
          reasons.add(
              "no access list on the way filters " + family + (was == null ? " before" : " after"));
        }
        continue;
      }
      FlowSet more = is.permitted().intersect(was.denied());
      FlowSet less = was.permitted().intersect(is.denied());
      entries.putAll(is.takers(more, Action.PERMIT));
      entries.putAll(is.takers(less, Action.DENY));
      widened.merge(family, more, FlowSet::union);
      narrowed.merge(family, less, FlowSet::union);
    }
    by.addAll(entries.values());
  }

  private void addReasons(String when, CrossingEvaluation.WayResult result) {
    if (result.verdict() == Verdict.UNKNOWN) {
      result.reasons().forEach(reason -> reasons.add(when + ": " + reason));
    }
  }
}
