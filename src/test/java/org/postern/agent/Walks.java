package org.postern.agent;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.postern.finding.Board;
import org.snmp4j.smi.OID;
import org.snmp4j.smi.VariableBinding;

/** Walks without a network. */
final class Walks {
  private static final int BOUND = 1_000_000;

  private Walks() {}

  static BoardMib mib(Board board) {
    return new BoardMib(
        new OID(AgentSettings.DOCUMENTATION_ARC), board, HitDiscontinuities.of(board));
  }

  /** Every instance in the order GETNEXT gives them. */
  static List<VariableBinding> all(Instances instances) {
    List<VariableBinding> found = new ArrayList<>();
    OID at = new OID("0.0");
    for (int i = 0; i < BOUND; i++) {
      Optional<VariableBinding> next = instances.next(at);
      if (next.isEmpty()) {
        return found;
      }
      if (next.get().getOid().compareTo(at) <= 0) {
        throw new AssertionError("does not increase: " + at + ", " + next.get());
      }
      found.add(next.get());
      at = next.get().getOid();
    }
    throw new AssertionError("no end after " + BOUND);
  }
}
