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
  private final boolean skipsTake;
  private final Blocks blocks = new Blocks();
  private final BitSet targets = new BitSet();
  private final TreeMap<Integer, Integer> fromTarget = new TreeMap<>(); // position → node
  private final Map<Integer, Integer> earliest = new HashMap<>(); // by node
  private final Map<Jump, Integer> skipping = new HashMap<>();
  private final FlowSet root; // its ends are outcomes: never handed out
  private int rest; // what happens to flows that reach the position being looked at

  private record Jump(int start, int target, boolean surely) {}

  private FirstMatch(FlowSet flows, AccessList list, EntryMatcher matcher, boolean skipsTake) {
    this.flows = flows;
    this.space = flows.space();
    this.diagram = space.diagram();
    this.list = list;
    this.matcher = matcher;
    this.outcomes = new Outcomes(list);
    this.skipsTake = skipsTake;
    this.root = space.keep(build());
  }

  /** The outcome of every one of these flows. */
  static FirstMatch of(FlowSet flows, AccessList list, EntryMatcher matcher) {
    return new FirstMatch(flows, list, matcher, false);
  }

  /** Likewise, but a skip takes flows as other entries do: {@link Trace} follows them. */
  static FirstMatch withSkips(FlowSet flows, AccessList list, EntryMatcher matcher) {
    return new FirstMatch(flows, list, matcher, true);
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
    boolean skips = entry.action() == Action.SKIP && !skipsTake;
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
    return isTakenBefore(position, diagram.lowAt(node, level), diagram.lowAt(within, level), seen)
        || isTakenBefore(
            position, diagram.highAt(node, level), diagram.highAt(within, level), seen);
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
    return ends(0, within, ListWalk.IMPLICIT);
  }

  /** The outcomes of these flows from a skip's target or 0 on, if {@code last} may take them. */
  BitSet ends(int start, int within, int last) {
    BitSet found = new BitSet();
    if (start == 0 && within == flows.node()) {
      diagram.ends(root.node(), found);
    } else {
      ends(from(start), within, last, new HashSet<>(), found);
    }
    return found;
  }

  private int from(int start) {
    return start == 0 ? root.node() : Objects.requireNonNull(fromTarget.get(start));
  }

  private void ends(int node, int within, int last, Set<Long> seen, BitSet found) {
    if (within == DecisionDiagram.FALSE || earliest(node) > last) {
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
    ends(diagram.lowAt(node, level), diagram.lowAt(within, level), last, seen, found);
    ends(diagram.highAt(node, level), diagram.highAt(within, level), last, seen, found);
  }

  Outcomes outcomes() {
    return outcomes;
  }

  /**
   * The flows that a skip takes from one position to another.
   *
   * @param start 0 or a skip's target
   * @param surely without those that possible matches may take before
   */
  int skipping(int start, int target, boolean surely) {
    return skipping.computeIfAbsent(
        new Jump(start, target, surely),
        jump -> diagram.select(from(start), outcome -> outcomes.skipsTo(outcome, target, surely)));
  }
}
