package org.postern.agent;

import java.util.Optional;
import org.snmp4j.smi.OID;
import org.snmp4j.smi.Variable;
import org.snmp4j.smi.VariableBinding;

/** What of {@code all} lies in a view. */
record RestrictedInstances(Instances all, Subtrees view) implements Instances {
  @Override
  public Optional<Variable> get(OID instance) {
    return view.contains(instance) ? all.get(instance) : Optional.empty();
  }

  @Override
  public Optional<VariableBinding> next(OID after) {
    Optional<VariableBinding> found = all.next(after);
    while (found.isPresent() && !view.contains(found.get().getOid())) {
      // Whole subtrees are passed over at once: a view must not make a walk slow.
      Optional<OID> border = view.nextBorder(found.get().getOid());
      if (border.isEmpty()) {
        return Optional.empty();
      }
      OID from = border.get();
      Optional<Variable> there = all.get(from);
      found =
          there.isPresent() ? there.map(value -> new VariableBinding(from, value)) : all.next(from);
    }
    return found;
  }

  @Override
  public boolean knowsObject(OID instance) {
    return view.contains(instance) && all.knowsObject(instance);
  }
}
