package org.postern.agent;

import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.snmp4j.smi.OID;

/**
 * The subtrees of a view, longest first; immutable.
 *
 * @param borders where a subtree begins or is over: between two of them all is in the view or
 *     nothing is
 */
record Subtrees(List<Subtree> all, TreeSet<OID> borders) {
  record Subtree(OID root, boolean included) {}

  boolean contains(OID instance) {
    for (Subtree subtree : all) {
      if (instance.startsWith(subtree.root())) {
        return subtree.included();
      }
    }
    return false;
  }

  /** The next identifier from which on membership may differ from that of {@code instance}. */
  Optional<OID> nextBorder(OID instance) {
    return Optional.ofNullable(borders.higher(instance));
  }
}
