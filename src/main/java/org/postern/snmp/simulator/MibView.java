package org.postern.snmp.simulator;

import java.util.Optional;
import org.postern.snmp.Oid;
import org.postern.snmp.SnmpValue;
import org.postern.snmp.VarBind;

/** What a device holds at one moment; one answer is made from one view. */
public interface MibView {
  /** The value of exactly this instance. */
  Optional<SnmpValue> value(Oid instance);

  /** The first instance after {@code oid}, in OID order. */
  Optional<VarBind> next(Oid oid);
}
