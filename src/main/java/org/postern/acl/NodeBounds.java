package org.postern.acl;

/** Diagram nodes of what is surely and what is possibly covered; sure is a subset of possible. */
record NodeBounds(int sure, int possible) {
  static final NodeBounds ALL = new NodeBounds(DecisionDiagram.TRUE, DecisionDiagram.TRUE);
  static final NodeBounds NONE = new NodeBounds(DecisionDiagram.FALSE, DecisionDiagram.FALSE);
  static final NodeBounds UNCERTAIN = new NodeBounds(DecisionDiagram.FALSE, DecisionDiagram.TRUE);

  boolean isExact() {
    return sure == possible;
  }

  NodeBounds and(DecisionDiagram diagram, NodeBounds other) {
    return new NodeBounds(diagram.and(sure, other.sure), diagram.and(possible, other.possible));
  }

  NodeBounds or(DecisionDiagram diagram, NodeBounds other) {
    return new NodeBounds(diagram.or(sure, other.sure), diagram.or(possible, other.possible));
  }

  NodeBounds not(DecisionDiagram diagram) {
    return new NodeBounds(diagram.not(possible), diagram.not(sure));
  }
}
