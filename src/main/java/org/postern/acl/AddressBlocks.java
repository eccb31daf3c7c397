package org.postern.acl;

import java.util.ArrayList;
import java.util.List;

/**
 * Covers a set of addresses by prefixes, or by discontiguous wildcards where these are far fewer:
 * people read a few prefixes more easily than one wildcard, but not 256 of them.
 */
final class AddressBlocks {
  /** A wildcard form this many times shorter wins. */
  private static final int WILDCARD_GAIN = 4;

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

  /** Blocks that cover all of {@code needed} and nothing outside {@code allowed}. */
  List<AddressMatch.Masked> of(int needed, int allowed) {
    List<AddressMatch.Masked> prefixes = new ArrayList<>();
    boolean all = cover(needed, allowed, 0, IpBits.ZERO, IpBits.ZERO, false, prefixes);
    List<AddressMatch.Masked> wildcards = new ArrayList<>();
    boolean allWild = cover(needed, allowed, 0, IpBits.ZERO, IpBits.ZERO, true, wildcards);
    boolean wild = allWild && (!all || wildcards.size() * WILDCARD_GAIN <= prefixes.size());
    truncated = !all && !allWild;
    return wild ? wildcards : prefixes;
  }

  /** Returns false as soon as there would be more than the limit. */
  private boolean cover(
      int needed,
      int allowed,
      int bit,
      IpBits value,
      IpBits care,
      boolean skipBits,
      List<AddressMatch.Masked> blocks) {
    if (needed == DecisionDiagram.FALSE) {
      return true;
    }
    if (allowed == DecisionDiagram.TRUE) {
      if (blocks.size() == limit) {
        return false;
      }
      blocks.add(new AddressMatch.Masked(family, value, care));
      return true;
    }
    diagram.countStep();
    int level = first + bit;
    int neededLow = diagram.level(needed) == level ? diagram.low(needed) : needed;
    int neededHigh = diagram.level(needed) == level ? diagram.high(needed) : needed;
    int allowedLow = diagram.level(allowed) == level ? diagram.low(allowed) : allowed;
    int allowedHigh = diagram.level(allowed) == level ? diagram.high(allowed) : allowed;
    if (skipBits && neededLow == neededHigh && allowedLow == allowedHigh) {
      return cover(neededLow, allowedLow, bit + 1, value, care, true, blocks);
    }
    IpBits one = IpBits.single(family, bit);
    IpBits cared = care.or(one);
    return cover(neededLow, allowedLow, bit + 1, value, cared, skipBits, blocks)
        && cover(neededHigh, allowedHigh, bit + 1, value.or(one), cared, skipBits, blocks);
  }
}
