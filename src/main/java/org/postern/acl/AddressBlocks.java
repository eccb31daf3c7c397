package org.postern.acl;

import java.util.ArrayList;
import java.util.List;

/**
 * Covers a set of addresses as {@link AddressCover} does, or by discontiguous wildcards where these
 * are far fewer: people read a few prefixes more easily than one wildcard, but not 256 of them.
 */
final class AddressBlocks {
  /** A wildcard form this many times shorter wins. */
  private static final int WILDCARD_GAIN = 4;

  /** Spans beyond the limit that are still looked at, as exceptions may join them. */
  private static final int MORE_SPANS = 512;

  private final DecisionDiagram diagram;
  private final IpFamily family;
  private final int first;
  private final int limit;
  private boolean truncated;

  /**
   * Blocks of the address whose most significant bit has the level {@code first}.
   *
   * @param limit most blocks to give
   */
  AddressBlocks(FlowSpace space, int first, int limit) {
    this.diagram = space.diagram();
    this.family = space.family();
    this.first = first;
    this.limit = limit;
  }

  /** Whether the last cover is incomplete. */
  boolean isTruncated() {
    return truncated;
  }

  /** Blocks that together are the set, or the first of them if there are more than the limit. */
  List<AddressMatch> of(int node) {
    List<AddressMatch.Range> spans = new ArrayList<>();
    boolean all = spans(node, 0, IpBits.ZERO, spans);
    List<AddressMatch> terms = AddressCover.of(family, spans);
    all &= terms.size() <= limit;
    List<AddressMatch> wildcards = new ArrayList<>();
    boolean allWild = wildcards(node, IpBits.ZERO, IpBits.ZERO, wildcards);
    int words = terms.stream().mapToInt(AddressCover::words).sum();
    boolean wild = allWild && (!all || wildcards.size() * WILDCARD_GAIN <= words);
    truncated = !all && !allWild;
    return wild ? wildcards : terms.subList(0, Math.min(limit, terms.size()));
  }

  /** Returns false as soon as there would be too many. */
  private boolean spans(int node, int bit, IpBits value, List<AddressMatch.Range> spans) {
    if (node == DecisionDiagram.FALSE) {
      return true;
    }
    diagram.countStep();
    if (node == DecisionDiagram.TRUE) {
      IpBits high = value.or(IpBits.prefixMask(family, bit).not(family));
      int last = spans.size() - 1;
      if (last >= 0 && spans.get(last).high().next().equals(value)) {
        spans.set(last, new AddressMatch.Range(family, spans.get(last).low(), high));
        return true;
      }
      return spans.size() < limit + MORE_SPANS
          && spans.add(new AddressMatch.Range(family, value, high));
    }
    boolean decides = diagram.level(node) == first + bit;
    IpBits one = value.or(IpBits.single(family, bit));
    return spans(decides ? diagram.low(node) : node, bit + 1, value, spans)
        && spans(decides ? diagram.high(node) : node, bit + 1, one, spans);
  }

  /** Returns false as soon as there would be more than the limit. */
  private boolean wildcards(int node, IpBits value, IpBits care, List<AddressMatch> blocks) {
    if (node == DecisionDiagram.FALSE) {
      return true;
    }
    diagram.countStep();
    if (node == DecisionDiagram.TRUE) {
      return blocks.size() < limit && blocks.add(new AddressMatch.Masked(family, value, care));
    }
    IpBits one = IpBits.single(family, diagram.level(node) - first);
    IpBits cared = care.or(one);
    return wildcards(diagram.low(node), value, cared, blocks)
        && wildcards(diagram.high(node), value.or(one), cared, blocks);
  }
}
