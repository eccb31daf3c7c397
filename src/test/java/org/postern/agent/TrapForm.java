package org.postern.agent;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** How receivers write a trap down, depending on their options and on the MIBs they have. */
enum TrapForm {
  /** net-snmp's embedded Perl, numeric. */
  PERL(".1.3.6.1.4.1.", "type=%d  value=", "OID: .1.3.6.1.4.1.", "INTEGER: "),
  /** net-snmp's traphandle, numeric. */
  HANDLER(".1.3.6.1.4.1.", "", ".1.3.6.1.4.1.", ""),
  /** The container images of Zabbix. */
  CONTAINER("SNMPv2-SMI::enterprises.", "= ", "SNMPv2-SMI::enterprises.", "INTEGER: "),
  /** No MIB at all. */
  NO_MIBS("iso.3.6.1.4.1.", "= ", "OID: iso.3.6.1.4.1.", "INTEGER: "),
  /** With POSTERN-MIB. */
  NAMES("", "= ", "OID: ", "INTEGER: ");

  private static final String ENTERPRISES = "1.3.6.1.4.1.";
  private static final Map<Integer, String> SEVERITIES =
      Map.of(1, "none", 2, "info", 3, "warning", 4, "minor", 5, "major", 6, "critical");
  private static final Map<Integer, String> STATES =
      Map.of(0, "none", 1, "open", 2, "acknowledged", 3, "shelved", 4, "cleared");

  private final String prefix;
  private final String between;
  private final String type;
  private final String integer;

  TrapForm(String prefix, String between, String type, String integer) {
    this.prefix = prefix;
    this.between = between;
    this.type = type;
    this.integer = integer;
  }

  /** A notification about finding 17. */
  String text(MibModule.MibNotification notification, int severity, int state) {
    List<String> lines = new ArrayList<>();
    lines.add("12:00:00 2024/01/31 ZBXTRAP 192.0.2.7");
    String name =
        this == NAMES
            ? "POSTERN-MIB::" + notification.name()
            : notification.oid().substring(ENTERPRISES.length());
    lines.add(
        (this == NAMES ? "SNMPv2-MIB::snmpTrapOID.0" : ".1.3.6.1.6.3.1.1.4.1.0")
            + " "
            + between.formatted(6)
            + type
            + name);
    lines.add(object(1, "Sequence", "Gauge32: 9"));
    lines.add(object(2, "FindingNumber", "Gauge32: 17"));
    lines.add(object(3, "Kind", number(2, "permitWidened")));
    lines.add(object(4, "Severity", number(severity, SEVERITIES.get(severity))));
    lines.add(object(5, "State", number(state, STATES.get(state))));
    lines.add(object(14, "Text", "STRING: \"1.3.6.1.4.1 major(5) open(1)\""));
    return String.join("\n", lines);
  }

  private String number(int value, String word) {
    return integer + (this == NAMES ? word + "(" + value + ")" : Integer.toString(value));
  }

  private String object(int column, String name, String value) {
    String oid =
        this == NAMES ? "POSTERN-MIB::posternNotify" + name : prefix + "32473.25.1.10." + column;
    return oid + ".0 " + between.formatted(2) + value;
  }
}
