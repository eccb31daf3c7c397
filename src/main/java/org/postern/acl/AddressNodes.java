package org.postern.acl;

/** Turns address matches into diagram nodes for one family. */
final class AddressNodes {
  /** Deeper nesting comes from no device; it would cost the stack. */
  private static final int MAX_DEPTH = 200;

  private final DecisionDiagram diagram;
  private final IpFamily family;

  AddressNodes(DecisionDiagram diagram, IpFamily family) {
    this.diagram = diagram;
    this.family = family;
  }

  /**
   * The addresses matched.
   *
   * @param first the level of the address's most significant bit
   */
  NodeBounds of(AddressMatch match, int first) {
    return of(match, first, 0);
  }

  private NodeBounds of(AddressMatch match, int first, int depth) {
    if (depth > MAX_DEPTH) {
      throw new TooComplexException("too complex: addresses nested deeper than " + MAX_DEPTH);
    }
    if (match instanceof AddressMatch.Masked masked) {
      return exact(masked(masked, first, DecisionDiagram.TRUE));
    }
    if (match instanceof AddressMatch.Range range) {
      return exact(range(range, first));
    }
    if (match instanceof AddressMatch.AnyOf anyOf) {
      NodeBounds either = NodeBounds.NONE;
      for (AddressMatch option : anyOf.options()) {
        either = either.or(diagram, of(option, first, depth + 1));
      }
      return either;
    }
    if (match instanceof AddressMatch.AllOf allOf) {
      NodeBounds both = NodeBounds.ALL;
      for (AddressMatch part : allOf.parts()) {
        both = both.and(diagram, of(part, first, depth + 1));
      }
      return both;
    }
    if (match instanceof AddressMatch.Not not) {
      return not.family() == family
          ? of(not.inner(), first, depth + 1).not(diagram)
          : NodeBounds.NONE;
    }
    return match instanceof AddressMatch.Unresolved ? NodeBounds.UNCERTAIN : NodeBounds.ALL;
  }

  /** The masked addresses, followed by {@code tail} on later levels. */
  int masked(AddressMatch.Masked match, int first, int tail) {
    if (match.family() != family) {
      return DecisionDiagram.FALSE;
    }
    return diagram.cube(
        first,
        family.bits(),
        i -> match.care().bit(family, i),
        i -> match.value().bit(family, i),
        tail);
  }

  private int range(AddressMatch.Range range, int first) {
    if (range.family() != family) {
      return DecisionDiagram.FALSE;
    }
    return diagram.range(
        first, family.bits(), i -> range.low().bit(family, i), i -> range.high().bit(family, i));
  }

  private static NodeBounds exact(int node) {
    return new NodeBounds(node, node);
  }
}
