package org.postern.acl;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.IntPredicate;

/**
 * Writes a flow set as few readable blocks: a cover by rectangles, source × port × destination.
 *
 * <p>Sources with the same rest form a class. Each class is widened to all sources that allow at
 * least its rest, and what wider classes already cover is left out. So "A to anywhere, and anyone
 * to B" comes out as these two blocks and not as the disjoint pieces.
 */
final class BlockWriter {
  private final FlowSpace space;
  private final DecisionDiagram diagram;
  private final int limit;
  private final String everything;
  private final int[] fieldEnds;
  private boolean truncated;

  BlockWriter(FlowSpace space, int limit, String everything) {
    this.space = space;
    this.diagram = space.diagram();
    this.limit = limit;
    this.everything = everything;
    this.fieldEnds = new int[] {space.firstPortBit(), space.firstDestinationBit()};
  }

  FlowSet.Blocks write(int node) {
    List<FlowPrefixes> blocks = new ArrayList<>();
    for (List<String> fields : rectangles(node, 0)) {
      blocks.add(new FlowPrefixes(fields.get(0), fields.get(1), fields.get(2)));
    }
    return new FlowSet.Blocks(blocks, truncated);
  }

  /** Blocks of the fields from {@code field} on, each a list of their texts. */
  private List<List<String>> rectangles(int node, int field) {
    if (node == DecisionDiagram.FALSE) {
      return List.of();
    }
    if (field == fieldEnds.length) {
      return addresses(node, space.firstDestinationBit()).stream().map(List::of).toList();
    }
    Set<Integer> classes = new LinkedHashSet<>();
    collectRests(node, fieldEnds[field], new HashSet<>(), classes);
    List<List<String>> blocks = new ArrayList<>();
    truncated |= classes.size() > limit;
    if (field == 0 && classes.size() > limit) {
      addPrefixes(node, 0, IpBits.ZERO, blocks); // no effort to shorten what ends early anyway
      return blocks;
    }
    for (Rectangle rectangle : cover(node, field, classes)) {
      List<List<String>> rests = shorterRests(rectangle, field + 1);
      List<String> heads = field == 0 ? addresses(rectangle.head(), 0) : ports(rectangle.head());
      for (String head : heads) {
        for (List<String> rest : rests) {
          if (blocks.size() == limit) {
            truncated = true;
            return blocks;
          }
          blocks.add(joined(head, rest));
        }
      }
    }
    return blocks;
  }

  /** What no wider rectangle covers, or the whole rest if that is the shorter text. */
  private List<List<String>> shorterRests(Rectangle rectangle, int field) {
    List<List<String>> whole = rectangles(rectangle.rest(), field);
    if (rectangle.uncovered() == rectangle.rest() || whole.size() == 1) {
      return whole;
    }
    List<List<String>> needed = rectangles(rectangle.uncovered(), field);
    return needed.size() < whole.size() ? needed : whole;
  }

  /**
   * All flows with a head in {@code head} and a rest in {@code rest}.
   *
   * @param uncovered the part of {@code rest} that no rectangle with a wider head has
   */
  private record Rectangle(int head, int rest, int uncovered) {}

  /** The first blocks by ascending source prefix, as they come. */
  private void addPrefixes(int node, int bit, IpBits value, List<List<String>> blocks) {
    if (node == DecisionDiagram.FALSE || blocks.size() == limit) {
      return;
    }
    if (diagram.level(node) >= fieldEnds[0]) {
      IpBits mask = IpBits.prefixMask(space.family(), bit);
      String head = text(new AddressMatch.Masked(space.family(), value, mask));
      for (List<String> rest : rectangles(node, 1)) {
        if (blocks.size() < limit) {
          blocks.add(joined(head, rest));
        }
      }
      return;
    }
    diagram.countStep();
    boolean decides = diagram.level(node) == bit;
    IpBits one = value.or(IpBits.single(space.family(), bit));
    addPrefixes(decides ? diagram.low(node) : node, bit + 1, value, blocks);
    addPrefixes(decides ? diagram.high(node) : node, bit + 1, one, blocks);
  }

  private List<Rectangle> cover(int node, int field, Set<Integer> rests) {
    List<Rectangle> wide = new ArrayList<>();
    for (int rest : rests) {
      IntPredicate atLeast = other -> diagram.minus(rest, other) == DecisionDiagram.FALSE;
      wide.add(new Rectangle(heads(node, fieldEnds[field], atLeast, new HashMap<>()), rest, rest));
    }
    return withoutCovered(wide);
  }

  private List<Rectangle> withoutCovered(List<Rectangle> wide) {
    List<Rectangle> cover = new ArrayList<>();
    for (Rectangle rectangle : wide) {
      int uncovered = rectangle.rest();
      for (Rectangle other : wide) {
        boolean wider =
            other.head() != rectangle.head()
                && diagram.minus(rectangle.head(), other.head()) == DecisionDiagram.FALSE;
        if (wider) {
          uncovered = diagram.minus(uncovered, other.rest());
        }
      }
      if (uncovered != DecisionDiagram.FALSE) {
        cover.add(new Rectangle(rectangle.head(), rectangle.rest(), uncovered));
      }
    }
    return cover;
  }

  /**
   * The different nodes from level {@code end} on that {@code node} leads to; one past the limit.
   */
  private void collectRests(int node, int end, Set<Integer> seen, Set<Integer> rests) {
    if (node == DecisionDiagram.FALSE || rests.size() > limit) {
      return;
    }
    if (diagram.level(node) >= end) {
      rests.add(node);
    } else if (seen.add(node)) {
      diagram.countStep();
      collectRests(diagram.low(node), end, seen, rests);
      collectRests(diagram.high(node), end, seen, rests);
    }
  }

  /** The values of the bits before {@code end} that lead to a rest that belongs. */
  private int heads(int node, int end, IntPredicate belongs, Map<Integer, Integer> known) {
    if (diagram.level(node) >= end) {
      return node != DecisionDiagram.FALSE && belongs.test(node)
          ? DecisionDiagram.TRUE
          : DecisionDiagram.FALSE;
    }
    Integer done = known.get(node);
    if (done != null) {
      return done;
    }
    diagram.countStep();
    int head =
        diagram.node(
            diagram.level(node),
            heads(diagram.low(node), end, belongs, known),
            heads(diagram.high(node), end, belongs, known));
    known.put(node, head);
    return head;
  }

  private List<String> addresses(int node, int first) {
    AddressBlocks blocks = new AddressBlocks(space, first, limit);
    List<AddressMatch> found = blocks.of(node);
    truncated |= blocks.isTruncated();
    return found.stream().map(this::text).toList();
  }

  private String text(AddressMatch match) {
    if (match instanceof AddressMatch.Masked masked && masked.care().equals(IpBits.ZERO)) {
      return everything;
    }
    return match instanceof AddressMatch.Not not
        ? MatchText.but(everything, List.of(not.inner()))
        : match.text();
  }

  private static List<String> joined(String head, List<String> rest) {
    List<String> block = new ArrayList<>(List.of(head));
    block.addAll(rest);
    return block;
  }

  private List<String> ports(int node) {
    List<PortSet.Range> ranges = new ArrayList<>();
    collectPorts(node, 0, 0, ranges);
    return List.of(PortSet.of(ranges).toString());
  }

  private void collectPorts(int node, int bit, int value, List<PortSet.Range> ranges) {
    if (node == DecisionDiagram.FALSE) {
      return;
    }
    int left = FlowSpace.PORT_BITS - bit;
    if (node == DecisionDiagram.TRUE) {
      ranges.add(new PortSet.Range(value << left, (value << left) + (1 << left) - 1));
      return;
    }
    diagram.countStep();
    boolean decides = diagram.level(node) == space.firstPortBit() + bit;
    collectPorts(decides ? diagram.low(node) : node, bit + 1, value << 1, ranges);
    collectPorts(decides ? diagram.high(node) : node, bit + 1, (value << 1) | 1, ranges);
  }
}
