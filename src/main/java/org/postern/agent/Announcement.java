package org.postern.agent;

import java.util.List;
import org.snmp4j.mp.SnmpConstants;
import org.snmp4j.smi.OID;
import org.snmp4j.smi.VariableBinding;

/**
 * A notification as it is sent: its type and its objects, without sysUpTime and snmpTrapOID.
 *
 * @param type the value of snmpTrapOID.0
 */
record Announcement(OID type, List<VariableBinding> objects) {
  /** Below it are the notifications of SNMPv2-MIB, which SNMPv1 knows as generic traps. */
  private static final OID SNMP_TRAPS = new OID("1.3.6.1.6.3.1.1.5");

  static final Announcement COLD_START = standard(SnmpConstants.coldStart);
  static final Announcement WARM_START = standard(SnmpConstants.warmStart);
  static final Announcement AUTHENTICATION_FAILURE = standard(SnmpConstants.authenticationFailure);

  Announcement {
    objects = List.copyOf(objects);
  }

  private static Announcement standard(OID type) {
    return new Announcement(type, List.of());
  }

  boolean isStandard() {
    return type.startsWith(SNMP_TRAPS);
  }

  /** RFC 3413 §3.3 (3) and (5): one object out of view, and it is not sent. */
  boolean liesIn(Subtrees view) {
    return view.contains(type)
        && objects.stream().allMatch(object -> view.contains(object.getOid()));
  }
}
