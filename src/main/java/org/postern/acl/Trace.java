package org.postern.acl;

import java.util.BitSet;
import java.util.Map;
import java.util.TreeMap;

/** Which positions of a list some flows come by, skips followed, up to a last one. */
final class Trace {
  private final FirstMatch match;
  private final AccessList list;
  private final DecisionDiagram diagram;
  private final int last;
  private final TreeMap<Integer, NodeBounds> arriving = new TreeMap<>(); // by position
  private final BitSet takers = new BitSet();
  private final BitSet sureTakers = new BitSet();
  private final BitSet certain = new BitSet();

  /**
   * Follows flows from the head of the list.
   *
   * @param match made with skips that take flows
   * @param last no position after this one counts
   * @param flows those to follow, and {@code sure} the ones among them of which it is asked where
   *     they come whatever possible matches are real
   */
  Trace(FlowSpace space, FirstMatch match, AccessList list, int last, NodeBounds flows) {
    this.match = match;
    this.list = list;
    this.diagram = space.diagram();
    this.last = last;
    arriving.put(0, flows);
    while (!arriving.isEmpty()) {
      Map.Entry<Integer, NodeBounds> next = arriving.firstEntry();
      arriving.remove(next.getKey());
      follow(next.getKey(), next.getValue());
    }
  }

  private void follow(int start, NodeBounds flows) {
    BitSet found = match.ends(start, flows.possible(), last);
    BitSet here = new BitSet();
    match
        .outcomes()
        .takers(found)
        .headSet(Math.min(last + 1, list.entries().size()))
        .forEach(here::set);
    takers.or(here);
    sureTakers.or(match.outcomes().sureTakers(found));
    BitSet surely =
        flows.isExact() ? (BitSet) found.clone() : match.ends(start, flows.sure(), last);
    surely.and(here); // a fork has a number above all positions
    certain.or(surely);
    BitSet targets = new BitSet();
    here.stream()
        .map(each -> list.entries().get(each).skipTo())
        .filter(to -> to > 0)
        .forEach(targets::set);
    for (int target : targets.stream().filter(to -> to <= last).toArray()) {
      NodeBounds skipped =
          new NodeBounds(
              diagram.and(flows.sure(), match.skipping(start, target, true)),
              diagram.and(flows.possible(), match.skipping(start, target, false)));
      arriving.merge(target, skipped, (one, other) -> one.or(diagram, other));
    }
  }

  /** Positions that take some of the flows, or possibly do. */
  BitSet takers() {
    return takers;
  }

  /** Those of them whose match is sure for some of the flows they take. */
  BitSet sureTakers() {
    BitSet sure = (BitSet) sureTakers.clone();
    sure.and(takers);
    return sure;
  }

  /** Positions that surely take some of the sure flows, whatever possible matches come to. */
  BitSet certain() {
    return certain;
  }
}
