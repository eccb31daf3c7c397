package org.postern.acl;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * What may happen to a flow in one list, as small numbers. Up to the number of entries it is the
 * one entry that takes the flow, then the implicit action; above are forks: an entry that possibly
 * matches, with what happens if it does and if it does not.
 */
final class Outcomes {
  private record Fork(int position, int matched, int passed) {}

  private final AccessList list;
  private final int implicit;
  private final Map<Fork, Integer> numbers = new HashMap<>();
  private final List<Fork> forks = new ArrayList<>();
  private final BitSet mayPermit = new BitSet();
  private final BitSet mayDeny = new BitSet();

  Outcomes(AccessList list) {
    this.list = list;
    this.implicit = list.entries().size();
    for (int i = 0; i < implicit; i++) {
      mayPermit.set(i, list.entries().get(i).action() == Action.PERMIT);
      mayDeny.set(i, list.entries().get(i).action() == Action.DENY);
    }
    mayPermit.set(implicit, list.implicitAction().orElse(Action.PERMIT) == Action.PERMIT);
    mayDeny.set(implicit, list.implicitAction().orElse(Action.DENY) == Action.DENY);
  }

  int implicit() {
    return implicit;
  }

  boolean permits(int outcome) {
    return mayPermit.get(outcome) && !mayDeny.get(outcome);
  }

  boolean leavesOpen(int outcome) {
    return mayPermit.get(outcome) && mayDeny.get(outcome);
  }

  /**
   * Whether flows with this outcome are taken, or possibly are, by a skip to {@code target}. Only
   * where skips take flows.
   */
  boolean skipsTo(int outcome, int target, boolean surely) {
    return surely
        ? outcome < implicit && list.entries().get(outcome).skipTo() == target
        : takers(outcome).stream()
            .anyMatch(each -> each < implicit && list.entries().get(each).skipTo() == target);
  }

  private int fork(Fork fork) {
    return numbers.computeIfAbsent(
        fork,
        unseen -> {
          int number = implicit + 1 + forks.size();
          forks.add(fork);
          mayPermit.set(number, mayPermit.get(fork.matched()) || mayPermit.get(fork.passed()));
          mayDeny.set(number, mayDeny.get(fork.matched()) || mayDeny.get(fork.passed()));
          return number;
        });
  }

  /** The flows of {@code matched}, which do either what it or what {@code passed} says. */
  int fork(int position, DecisionDiagram diagram, int matched, int passed) {
    return fork(position, diagram, matched, passed, new HashMap<>());
  }

  private int fork(
      int position, DecisionDiagram diagram, int matched, int passed, Map<Long, Integer> known) {
    if (matched == DecisionDiagram.FALSE || matched == passed) {
      return matched;
    }
    if (diagram.isEnd(matched) && diagram.isEnd(passed)) {
      return diagram.end(
          fork(new Fork(position, diagram.outcome(matched), diagram.outcome(passed))));
    }
    long key = ((long) matched << 32) | passed;
    Integer before = known.get(key);
    if (before != null) {
      return before;
    }
    diagram.countStep();
    int level = Math.min(diagram.level(matched), diagram.level(passed));
    int low =
        fork(position, diagram, diagram.lowAt(matched, level), diagram.lowAt(passed, level), known);
    int high =
        fork(
            position,
            diagram,
            diagram.highAt(matched, level),
            diagram.highAt(passed, level),
            known);
    int result = diagram.node(level, low, high);
    known.put(key, result);
    return result;
  }

  SortedSet<Integer> takers(int outcome) {
    BitSet one = new BitSet();
    one.set(outcome);
    return takers(one);
  }

  SortedSet<Integer> takers(BitSet outcomes) {
    SortedSet<Integer> takers = new TreeSet<>();
    for (int each : reached(outcomes).stream().toArray()) {
      takers.add(
          each > implicit
              ? forks.get(each - implicit - 1).position()
              : each == implicit ? ListWalk.IMPLICIT : each);
    }
    return takers;
  }

  /**
   * The positions whose sure match takes flows with these outcomes, if they come so far. Only where
   * skips take flows too.
   */
  BitSet sureTakers(BitSet outcomes) {
    BitSet reached = (BitSet) outcomes.clone();
    for (int each = reached.length() - 1; each > implicit; each--) {
      if (reached.get(each)) {
        reached.set(forks.get(each - implicit - 1).passed());
      }
    }
    reached.clear(implicit, Math.max(reached.length(), implicit));
    return reached;
  }

  SortedSet<Integer> doubtful(BitSet outcomes) {
    SortedSet<Integer> doubtful = new TreeSet<>();
    for (int each : reached(outcomes).stream().toArray()) {
      if (each > implicit) {
        doubtful.add(forks.get(each - implicit - 1).position());
      } else if (each == implicit && list.implicitAction().isEmpty()) {
        doubtful.add(ListWalk.IMPLICIT);
      }
    }
    return doubtful;
  }

  /** These and what they fork into; a fork is numbered after its branches. */
  private BitSet reached(BitSet outcomes) {
    BitSet reached = (BitSet) outcomes.clone();
    for (int each = reached.length() - 1; each > implicit; each--) {
      if (reached.get(each)) {
        Fork fork = forks.get(each - implicit - 1);
        reached.set(fork.matched());
        reached.set(fork.passed());
      }
    }
    return reached;
  }
}
