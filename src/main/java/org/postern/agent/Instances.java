package org.postern.agent;

import java.util.Optional;
import org.snmp4j.smi.OID;
import org.snmp4j.smi.Variable;
import org.snmp4j.smi.VariableBinding;

/** Object instances in the order of their object identifiers, as one request sees them. */
interface Instances {
  /** The value of an instance, or empty if there is none by that name. */
  Optional<Variable> get(OID instance);

  /** The first instance after {@code after}, or empty at the end. */
  Optional<VariableBinding> next(OID after);

  /** Whether an object (a scalar or a column) by this instance's name is known at all. */
  boolean knowsObject(OID instance);
}
