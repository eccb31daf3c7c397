package org.postern.snmp;

import org.snmp4j.smi.AbstractVariable;
import org.snmp4j.smi.Counter64;
import org.snmp4j.smi.IpAddress;
import org.snmp4j.smi.OID;
import org.snmp4j.smi.OctetString;
import org.snmp4j.smi.SMIConstants;
import org.snmp4j.smi.Variable;
import org.snmp4j.smi.VariableBinding;

/** Between snmp4j's values and ours. */
final class Snmp4jValues {
  private Snmp4jValues() {}

  static OID oid(Oid oid) {
    return new OID(oid.toArray());
  }

  static Oid oid(OID oid) {
    return Oid.of(oid.getValue());
  }

  static VarBind varBind(VariableBinding binding) {
    return new VarBind(oid(binding.getOid()), value(binding.getVariable()));
  }

  static SnmpValue value(Variable variable) {
    return switch (variable.getSyntax()) {
      case SMIConstants.SYNTAX_INTEGER32 -> new SnmpValue.Int(variable.toInt());
      case SMIConstants.SYNTAX_COUNTER32 -> new SnmpValue.Counter32(variable.toLong());
      case SMIConstants.SYNTAX_GAUGE32 -> new SnmpValue.Gauge32(variable.toLong());
      case SMIConstants.SYNTAX_TIMETICKS -> new SnmpValue.TimeTicks(variable.toLong());
      case SMIConstants.SYNTAX_COUNTER64 ->
          new SnmpValue.Counter64(((Counter64) variable).getValue());
      case SMIConstants.SYNTAX_OBJECT_IDENTIFIER -> new SnmpValue.ObjectId(oid((OID) variable));
      case SMIConstants.SYNTAX_IPADDRESS ->
          new SnmpValue.IpAddress(((IpAddress) variable).toByteArray());
      case SMIConstants.SYNTAX_OPAQUE -> new SnmpValue.Opaque(((OctetString) variable).getValue());
      case SMIConstants.SYNTAX_OCTET_STRING ->
          new SnmpValue.Octets(((OctetString) variable).getValue());
      case SMIConstants.EXCEPTION_NO_SUCH_OBJECT -> new SnmpValue.Absent("noSuchObject");
      case SMIConstants.EXCEPTION_NO_SUCH_INSTANCE -> new SnmpValue.Absent("noSuchInstance");
      case SMIConstants.EXCEPTION_END_OF_MIB_VIEW -> new SnmpValue.Absent("endOfMibView");
      case SMIConstants.SYNTAX_NULL -> SnmpRecording.NULL;
      default ->
          throw new IllegalArgumentException(
              "unknown syntax " + AbstractVariable.getSyntaxString(variable.getSyntax()));
    };
  }
}
