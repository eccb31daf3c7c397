package org.postern.snmp;

import java.util.List;
import org.snmp4j.smi.Counter32;
import org.snmp4j.smi.Counter64;
import org.snmp4j.smi.Integer32;
import org.snmp4j.smi.IpAddress;
import org.snmp4j.smi.Null;
import org.snmp4j.smi.OID;
import org.snmp4j.smi.OctetString;
import org.snmp4j.smi.Opaque;
import org.snmp4j.smi.TimeTicks;
import org.snmp4j.smi.UnsignedInteger32;
import org.snmp4j.smi.Variable;
import org.snmp4j.smi.VariableBinding;

/** From our values to snmp4j's. */
final class Snmp4jValues {
  private Snmp4jValues() {}

  static OID oid(Oid oid) {
    return new OID(oid.toArray());
  }

  static VariableBinding binding(VarBind varBind) {
    return new VariableBinding(oid(varBind.oid()), variable(varBind.value()));
  }

  /** The same value; an absent one by its reason. */
  private static Variable variable(SnmpValue value) {
    if (value instanceof SnmpValue.Int number) {
      return new Integer32(number.value());
    }
    if (value instanceof SnmpValue.Counter32 counter) {
      return new Counter32(counter.value());
    }
    if (value instanceof SnmpValue.Gauge32 gauge) {
      return new UnsignedInteger32(gauge.value());
    }
    if (value instanceof SnmpValue.TimeTicks ticks) {
      return new TimeTicks(ticks.value());
    }
    if (value instanceof SnmpValue.Counter64 counter) {
      return new Counter64(counter.value());
    }
    if (value instanceof SnmpValue.ObjectId objectId) {
      return oid(objectId.value());
    }
    if (value instanceof SnmpValue.IpAddress address) {
      return new IpAddress(address.octets());
    }
    if (value instanceof SnmpValue.Octets octets) {
      return new OctetString(octets.octets());
    }
    if (value instanceof SnmpValue.Opaque opaque) {
      return new Opaque(opaque.octets());
    }
    return absent(value);
  }

  private static Variable absent(SnmpValue value) {
    for (Variable each : List.of(Null.noSuchObject, Null.noSuchInstance, Null.endOfMibView)) {
      if (value.equals(WireVarBinds.exception(each.getSyntax()))) {
        return each;
      }
    }
    return Null.instance;
  }
}
