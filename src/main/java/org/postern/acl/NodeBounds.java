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
    int both = diagram.and(possible, other.possible);
    boolean exact = isExact() && other.isExact();
    return new NodeBounds(exact ? both : diagram.and(sure, other.sure), both);
  }

  NodeBounds or(DecisionDiagram diagram, NodeBounds other) {
    int either = diagram.or(possible, other.possible);
    boolean exact = isExact() && other.isExact();
    return new NodeBounds(exact ? either : diagram.or(sure, other.sure), either);
  }

  NodeBounds not(DecisionDiagram diagram) {
    int surely = diagram.not(possible);
    return new NodeBounds(surely, isExact() ? surely : diagram.not(sure));
  }
}
