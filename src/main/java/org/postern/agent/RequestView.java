package org.postern.agent;

import java.util.Optional;
import org.snmp4j.smi.OID;
import org.snmp4j.smi.Variable;
import org.snmp4j.smi.VariableBinding;

/**
 * All that one request can see, in one order: the standard modules, and POSTERN-MIB of the board
 * that hung when the request came.
 */
record RequestView(OID arc, Instances standard, BoardMib board) implements Instances {
  @Override
  public Optional<Variable> get(OID instance) {
    return instance.startsWith(arc) ? board.get(instance) : standard.get(instance);
  }

  @Override
  public Optional<VariableBinding> next(OID after) {
    Optional<VariableBinding> own = board.next(after);
    if (own.isPresent() && after.startsWith(arc)) {
      // Nothing else is registered below the arc.
      return own;
    }
    Optional<VariableBinding> other = standard.next(after);
    if (own.isEmpty() || other.isEmpty()) {
      return own.isPresent() ? own : other;
    }
    return own.get().getOid().compareTo(other.get().getOid()) < 0 ? own : other;
  }

  @Override
  public boolean knowsObject(OID instance) {
    return instance.startsWith(arc) ? board.knowsObject(instance) : standard.knowsObject(instance);
  }
}
