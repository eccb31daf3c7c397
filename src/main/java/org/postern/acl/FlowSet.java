package org.postern.acl;

import java.util.List;
import java.util.Optional;

/**
 * An exact set of flows of one {@link FlowSpace}; immutable as a value. Two sets of one space are
 * equal exactly if they hold the same flows.
 *
 * <p>Operations throw {@link TooComplexException} beyond the space's limits and {@link
 * IllegalArgumentException} if the sets come from different spaces. Confined to the space's thread.
 */
public final class FlowSet {
  private final FlowSpace space;
  private int node; // renumbered by the space when it drops dead nodes

  FlowSet(FlowSpace space, int node) {
    this.space = space;
    this.node = node;
  }

  int node() {
    return node;
  }

  void renumber(int to) {
    node = to;
  }

  public FlowSpace space() {
    return space;
  }

  public FlowSet union(FlowSet other) {
    return space.keep(space.diagram().or(node, sameSpace(other)));
  }

  public FlowSet intersect(FlowSet other) {
    return space.keep(space.diagram().and(node, sameSpace(other)));
  }

  /** The flows that are here and not in {@code other}. */
  public FlowSet minus(FlowSet other) {
    return space.keep(space.diagram().minus(node, sameSpace(other)));
  }

  /** The flows of the space that are not here. */
  public FlowSet complement() {
    return space.keep(space.diagram().not(node));
  }

  public boolean isEmpty() {
    return node == DecisionDiagram.FALSE;
  }

  /** Whether every flow here is also in {@code other}. */
  public boolean isSubsetOf(FlowSet other) {
    return space.diagram().minus(node, sameSpace(other)) == DecisionDiagram.FALSE;
  }

  /** Whether the flow is in the set; a flow of another family never is. */
  public boolean contains(Flow flow) {
    return flow.family() == space.family()
        && space.diagram().contains(node, level -> space.bit(flow, level));
  }

  /** One flow of the set, the numerically lowest, or empty if there is none. */
  public Optional<Flow> sample() {
    return isEmpty() ? Optional.empty() : Optional.of(space.lowest(node));
  }

  /**
   * The set as few readable blocks, which may overlap; together they are exactly the set unless
   * there are more than {@code limit}.
   */
  public Blocks toBlocks(int limit) {
    return new BlockWriter(space, limit, "any").write(node);
  }

  /** As {@link #toBlocks(int)}; {@code everything} is the word for all addresses of the family. */
  Blocks toBlocks(int limit, String everything) {
    return new BlockWriter(space, limit, everything).write(node);
  }

  private int sameSpace(FlowSet other) {
    if (other.space != space) {
      throw new IllegalArgumentException("flow sets of different spaces");
    }
    return other.node;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof FlowSet set && set.space == space && set.node == node;
  }

  @Override
  public int hashCode() {
    return System.identityHashCode(space); // the node number may change
  }

  /** Up to 16 blocks, for messages and the debugger. */
  @Override
  public String toString() {
    Blocks blocks = toBlocks(16);
    return blocks.list() + (blocks.truncated() ? "…" : "");
  }

  /**
   * A flow set as text.
   *
   * @param truncated true if there are more blocks than are listed
   */
  public record Blocks(List<FlowPrefixes> list, boolean truncated) {
    public Blocks {
      list = List.copyOf(list);
    }
  }
}
