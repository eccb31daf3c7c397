package org.postern.acl;

import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.IntSupplier;

/**
 * First match over one access list for a whole set of flows at once.
 *
 * <p>An entry that only possibly matches takes its flows and lets them go on too. So a flow may end
 * up in both results; then it is uncertain what the list does with it. Every combination of
 * possible matches is covered, and a flow all of them treat alike is in one result only.
 */
final class ListWalk {
  /** The position reported for the list's implicit action: after every entry. */
  static final int IMPLICIT = Integer.MAX_VALUE;

  private static final int REACHING = 0;
  private static final int PERMITTED = 1;
  private static final int DENIED = 2;
  private static final int RUN_START = 3; // what reached the first of the entries with one action
  private static final int NOT_COMPUTED = -1;

  /** Hears of each entry that takes a flow, in order. */
  interface Listener {
    /**
     * An entry takes flows.
     *
     * @param position in the list, or {@link #IMPLICIT}
     * @param taken gives the node of the flows, during the call only; computed when asked for
     * @param sure false if the match is possible only
     */
    void takes(int position, IntSupplier taken, boolean sure);
  }

  private final FlowSpace space;
  private final DecisionDiagram diagram;
  private final AccessList list;
  private final EntryMatcher matcher;
  private final Listener listener;
  private final int[] nodes = new int[4];
  private final SortedMap<Integer, Integer> arriving = new TreeMap<>(); // position → skipped flows

  private Action runAction = Action.DENY;

  /**
   * What may happen to the flows; a flow in both is uncertain, and each flow is in at least one.
   */
  record Outcome(FlowSet mayPermit, FlowSet mayDeny) {}

  private ListWalk(FlowSpace space, AccessList list, EntryMatcher matcher, Listener listener) {
    this.space = space;
    this.diagram = space.diagram();
    this.list = list;
    this.matcher = matcher;
    this.listener = listener;
  }

  static Outcome walk(FlowSet flows, AccessList list, EntryMatcher matcher, Listener listener) {
    return new ListWalk(flows.space(), list, matcher, listener).walk(flows);
  }

  private Outcome walk(FlowSet flows) {
    nodes[REACHING] = flows.node();
    nodes[RUN_START] = flows.node();
    List<AccessListEntry> entries = list.entries();
    for (int position = 0; position < entries.size(); position++) {
      arrive(position);
      if (nodes[REACHING] == DecisionDiagram.FALSE) {
        if (arriving.isEmpty()) {
          break;
        }
        position = arriving.firstKey() - 1; // nothing left until the next skip's target
        continue;
      }
      meet(position, entries.get(position));
      if (diagram.isCrowded()) {
        compact();
      }
    }
    arrive(entries.size());
    end();
    return new Outcome(space.keep(nodes[PERMITTED]), space.keep(nodes[DENIED]));
  }

  private void arrive(int position) {
    Integer skipped = arriving.remove(position);
    if (skipped != null) {
      endRun();
      nodes[REACHING] = diagram.or(nodes[REACHING], skipped);
      nodes[RUN_START] = nodes[REACHING];
    }
  }

  private void meet(int position, AccessListEntry entry) {
    NodeBounds match = matcher.match(space, entry);
    int before = nodes[REACHING];
    int after = diagram.minus(before, match.sure());
    if (match.isExact() && after == before) {
      return; // by far the commonest: nothing it matches is left, or it cannot match the port
    }
    int taken = match.isExact() ? NOT_COMPUTED : diagram.and(before, match.possible());
    if (taken == DecisionDiagram.FALSE) {
      return;
    }
    boolean sure = match.isExact();
    listener.takes(position, () -> sure ? diagram.minus(before, after) : taken, sure);
    if (!sure || entry.action() == Action.SKIP || entry.action() != runAction) {
      endRun();
    }
    nodes[REACHING] = after;
    if (sure && entry.action() != Action.SKIP) {
      runAction = entry.action(); // what it took is counted with the rest of the run
      return;
    }
    take(entry, sure ? diagram.minus(before, after) : taken);
    nodes[RUN_START] = after;
  }

  private void take(AccessListEntry entry, int taken) {
    switch (entry.action()) {
      case PERMIT -> nodes[PERMITTED] = diagram.or(nodes[PERMITTED], taken);
      case DENY -> nodes[DENIED] = diagram.or(nodes[DENIED], taken);
      case SKIP -> arriving.merge(entry.skipTo(), taken, diagram::or);
    }
  }

  /** Counts what the entries with one action, one after the other, took together. */
  private void endRun() {
    int taken = diagram.minus(nodes[RUN_START], nodes[REACHING]);
    int result = runAction == Action.PERMIT ? PERMITTED : DENIED;
    nodes[result] = diagram.or(nodes[result], taken);
    nodes[RUN_START] = nodes[REACHING];
  }

  private void end() {
    endRun();
    int left = nodes[REACHING];
    if (left == DecisionDiagram.FALSE) {
      return;
    }
    listener.takes(IMPLICIT, () -> left, list.implicitAction().isPresent());
    Action action = list.implicitAction().orElse(Action.SKIP); // SKIP: not known, so either
    if (action != Action.DENY) {
      nodes[PERMITTED] = diagram.or(nodes[PERMITTED], left);
    }
    if (action != Action.PERMIT) {
      nodes[DENIED] = diagram.or(nodes[DENIED], left);
    }
  }

  private void compact() {
    int[] roots = new int[nodes.length + arriving.size()];
    System.arraycopy(nodes, 0, roots, 0, nodes.length);
    int next = nodes.length;
    for (int waiting : arriving.values()) {
      roots[next++] = waiting;
    }
    space.compact(roots);
    System.arraycopy(roots, 0, nodes, 0, nodes.length);
    next = nodes.length;
    for (int position : List.copyOf(arriving.keySet())) {
      arriving.put(position, roots[next++]);
    }
  }
}
