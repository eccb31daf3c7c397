package org.postern.acl;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * One access list as a function: for every flow asked about, the entries that take it.
 *
 * <p>It is one diagram whose ends are {@link Outcomes}. Entries are joined pairwise, neighbours
 * first, so that an entry meets as many others as there are halvings of the list, not as there are
 * entries. What breaks a sequence of plain entries (a skip, its target, an entry that only possibly
 * matches) is applied to all that follows it.
 */
final class FirstMatch {
  private final FlowSet flows;
  private final FlowSpace space;
  private final DecisionDiagram diagram;
  private final AccessList list;
  private final EntryMatcher matcher;
  private final Outcomes outcomes;
  private final Blocks blocks = new Blocks();
  private final BitSet targets = new BitSet();
  private final TreeMap<Integer, Integer> fromTarget = new TreeMap<>(); // position → node
  private final Map<Integer, Integer> earliest = new HashMap<>(); // by node
  private final FlowSet root; // its ends are outcomes: never handed out
  private int rest; // what happens to flows that reach the position being looked at

  private FirstMatch(FlowSet flows, AccessList list, EntryMatcher matcher) {
    this.flows = flows;
    this.space = flows.space();
    this.diagram = space.diagram();
    this.list = list;
    this.matcher = matcher;
    this.outcomes = new Outcomes(list);
    this.root = space.keep(build());
  }

  /** The outcome of every one of these flows. */
  static FirstMatch of(FlowSet flows, AccessList list, EntryMatcher matcher) {
    return new FirstMatch(flows, list, matcher);
  }

  private int build() {
    List<AccessListEntry> entries = list.entries();
    for (AccessListEntry entry : entries) {
      if (entry.action() == Action.SKIP) {
        targets.set(entry.skipTo());
      }
    }
    rest = diagram.mask(flows.node(), diagram.end(outcomes.implicit()));
    remember(entries.size());
    for (int position = entries.size() - 1; position >= 0; position--) {
      meet(position, entries.get(position));
      remember(position);
      if (diagram.isCrowded()) {
        compact();
      }
    }
    settle();
    if (diagram.isCrowded()) {
      compact();
    }
    return rest;
  }

  private void meet(int position, AccessListEntry entry) {
    NodeBounds match = matcher.match(space, entry);
    if (match.possible() == DecisionDiagram.FALSE) {
      return;
    }
    boolean skips = entry.action() == Action.SKIP;
    int possible = diagram.and(match.possible(), flows.node());
    if (match.isExact() && !skips) {
      blocks.push(diagram.mask(possible, diagram.end(position)));
      return;
    }
    settle();
    int then =
        skips ? Objects.requireNonNull(fromTarget.get(entry.skipTo())) : diagram.end(position);
    if (!match.isExact()) {
      int either = outcomes.fork(position, diagram, diagram.mask(possible, then), rest);
      rest = diagram.override(either, rest);
    }
    int sure = diagram.and(match.sure(), flows.node());
    rest = diagram.override(diagram.mask(sure, then), rest);
  }

  /** Puts the plain entries seen since the last break before what follows them. */
  private void settle() {
    rest = diagram.override(blocks.joined(), rest);
  }

  private void remember(int position) {
    if (targets.get(position)) {
      settle();
      fromTarget.put(position, rest);
    }
  }

  private void compact() {
    int[] roots = new int[1 + blocks.nodes.size() + fromTarget.size()];
    int next = 0;
    roots[next++] = rest;
    for (int node : blocks.nodes) {
      roots[next++] = node;
    }
    for (int node : fromTarget.values()) {
      roots[next++] = node;
    }
    space.compact(roots);
    next = 0;
    rest = roots[next++];
    for (int i = 0; i < blocks.nodes.size(); i++) {
      blocks.nodes.set(i, roots[next++]);
    }
    for (int target : List.copyOf(fromTarget.keySet())) {
      fromTarget.put(target, roots[next++]);
    }
  }

  /** Neighbouring entries joined pairwise: sizes grow from the last block to the first. */
  private final class Blocks {
    private final List<Integer> nodes = new ArrayList<>();
    private final List<Integer> sizes = new ArrayList<>();

    /** Adds an entry that comes before all in here. */
    void push(int node) {
      int earlier = node;
      int size = 1;
      while (!sizes.isEmpty() && sizes.get(sizes.size() - 1) <= size) {
        size += sizes.remove(sizes.size() - 1);
        earlier = diagram.override(earlier, nodes.remove(nodes.size() - 1));
      }
      nodes.add(earlier);
      sizes.add(size);
    }

    /** All in here as one; it is empty afterwards. */
    int joined() {
      int all = DecisionDiagram.FALSE;
      for (int i = nodes.size() - 1; i >= 0; i--) {
        all = diagram.override(all, nodes.get(i));
      }
      nodes.clear();
      sizes.clear();
      return all;
    }
  }

  /** Flows that surely get through this list. */
  FlowSet permitted() {
    return space.keep(diagram.select(root.node(), outcomes::permits));
  }

  /** Flows of which it is not certain whether they get through this list. */
  FlowSet undecided() {
    return space.keep(diagram.select(root.node(), outcomes::leavesOpen));
  }

  /** Positions that take, surely or possibly, some of these flows; {@code IMPLICIT} last. */
  SortedSet<Integer> takers(FlowSet within) {
    return takers(within.node());
  }

  SortedSet<Integer> takers(int within) {
    return outcomes.takers(ends(within));
  }

  /** Positions that surely take some flow, whatever possible matches come to. */
  SortedSet<Integer> sureTakers() {
    BitSet sure = ends(flows.node());
    sure.clear(outcomes.implicit() + 1, Math.max(sure.length(), outcomes.implicit() + 1));
    return outcomes.takers(sure);
  }

  /** Whether a position before this one takes, surely or possibly, some of these flows. */
  boolean isTakenBefore(int position, int within) {
    return isTakenBefore(position, root.node(), within, new HashSet<>());
  }

  private boolean isTakenBefore(int position, int node, int within, Set<Long> seen) {
    if (node == DecisionDiagram.FALSE
        || within == DecisionDiagram.FALSE
        || earliest(node) >= position) {
      return false;
    }
    if (within == DecisionDiagram.TRUE) {
      return true;
    }
    if (!seen.add(((long) node << 32) | within)) {
      return false;
    }
    diagram.countStep();
    int level = Math.min(diagram.level(node), diagram.level(within));
    boolean nodeDecides = diagram.level(node) == level;
    boolean withinDecides = diagram.level(within) == level;
    return isTakenBefore(
            position,
            nodeDecides ? diagram.low(node) : node,
            withinDecides ? diagram.low(within) : within,
            seen)
        || isTakenBefore(
            position,
            nodeDecides ? diagram.high(node) : node,
            withinDecides ? diagram.high(within) : within,
            seen);
  }

  /** The first position among all takers below a node. */
  private int earliest(int node) {
    if (node == DecisionDiagram.FALSE) {
      return ListWalk.IMPLICIT;
    }
    Integer known = earliest.get(node);
    if (known == null) {
      known =
          diagram.isEnd(node)
              ? outcomes.takers(diagram.outcome(node)).first()
              : Math.min(earliest(diagram.low(node)), earliest(diagram.high(node)));
      earliest.put(node, known);
    }
    return known;
  }

  /** Positions whose match or action decides, but is not certain, for some of these flows. */
  SortedSet<Integer> doubtful(FlowSet within) {
    return outcomes.doubtful(ends(within.node()));
  }

  /** The outcomes of these flows. */
  private BitSet ends(int within) {
    BitSet found = new BitSet();
    if (within == flows.node()) {
      diagram.ends(root.node(), found);
      return found;
    }
    Set<Long> seen = new HashSet<>();
    ends(root.node(), within, seen, found);
    return found;
  }

  private void ends(int node, int within, Set<Long> seen, BitSet found) {
    if (node == DecisionDiagram.FALSE || within == DecisionDiagram.FALSE) {
      return;
    }
    if (diagram.isEnd(node)) {
      found.set(diagram.outcome(node));
      return;
    }
    if (!seen.add(((long) node << 32) | within)) {
      return;
    }
    diagram.countStep();
    int level = Math.min(diagram.level(node), diagram.level(within));
    boolean nodeDecides = diagram.level(node) == level;
    boolean withinDecides = diagram.level(within) == level;
    ends(
        nodeDecides ? diagram.low(node) : node,
        withinDecides ? diagram.low(within) : within,
        seen,
        found);
    ends(
        nodeDecides ? diagram.high(node) : node,
        withinDecides ? diagram.high(within) : within,
        seen,
        found);
  }

  /**
   * What may happen to a flow in one list, as small numbers. Up to the number of entries it is the
   * one entry that takes the flow, then the implicit action; above are forks: an entry that
   * possibly matches, with what happens if it does and if it does not.
   */
  private static final class Outcomes {
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
      boolean first = diagram.level(matched) == level;
      boolean second = diagram.level(passed) == level;
      int low =
          fork(
              position,
              diagram,
              first ? diagram.low(matched) : matched,
              second ? diagram.low(passed) : passed,
              known);
      int high =
          fork(
              position,
              diagram,
              first ? diagram.high(matched) : matched,
              second ? diagram.high(passed) : passed,
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
}
