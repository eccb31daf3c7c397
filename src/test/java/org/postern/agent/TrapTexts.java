package org.postern.agent;

import java.util.Arrays;
import java.util.Optional;
import org.postern.finding.FindingKind;
import org.postern.finding.Severity;

/** What receivers of traps need, made from the MIB: an entry for each notification. */
final class TrapTexts {
  private static final int CLEARED = 101;

  private final MibModule module;

  TrapTexts(MibModule module) {
    this.module = module;
  }

  /** Configuration of SNMPTT. */
  String snmptt() {
    StringBuilder text =
        new StringBuilder(
            """
            # Postern's notifications for SNMPTT; name this file in snmptt.ini under [TrapFiles].
            # $6 is the device, $14 the story in one line. Severities are the usual ones of each kind;
            # $4 is that of the finding: 2 info, 3 warning, 4 minor, 5 major, 6 critical.
            """);
    for (MibModule.MibNotification type : module.notifications.values()) {
      text.append(
          """

          EVENT %s .%s "Postern" %s
          FORMAT %s
          SDESC
          %s
          EDESC
          """
              .formatted(
                  type.name(), type.oid(), severity(type), format(type, "$"), description(type)));
    }
    return text.toString();
  }

  /** Event definitions of OpenNMS. */
  String openNms() {
    StringBuilder text =
        new StringBuilder(
            """
            <?xml version="1.0" encoding="UTF-8"?>
            <!-- Postern's notifications for OpenNMS. Copy to etc/events and name it in eventconf.xml. A finding
                 is one alarm from its raise to its end; severities are the usual ones of each kind. -->
            <events xmlns="http://xmlns.opennms.org/xsd/eventconf">
            """);
    for (MibModule.MibNotification type : module.notifications.values()) {
      text.append(
          """
            <event>
              <mask>
                <maskelement><mename>id</mename><mevalue>.%s</mevalue></maskelement>
                <maskelement><mename>generic</mename><mevalue>6</mevalue></maskelement>
                <maskelement><mename>specific</mename><mevalue>%d</mevalue></maskelement>
              </mask>
              <uei>uei.opennms.org/traps/Postern/%s</uei>
              <event-label>Postern: %s</event-label>
              <descr>%s</descr>
              <logmsg dest="logndisplay">%s</logmsg>
              <severity>%s</severity>
          %s  </event>
          """
              .formatted(
                  AgentSettings.DOCUMENTATION_ARC,
                  number(type),
                  type.name(),
                  type.name(),
                  escaped(description(type)),
                  format(type, "%"),
                  severity(type),
                  alarm(type)));
    }
    return text.append("</events>\n").toString();
  }

  private static String alarm(MibModule.MibNotification type) {
    String key = "postern:%nodeid%:%parm[#2]%";
    if (number(type) == CLEARED) {
      return "    <alarm-data reduction-key=\""
          + key
          + ":cleared\" alarm-type=\"2\" clear-key=\""
          + key
          + "\" auto-clean=\"false\"/>\n";
    }
    return kind(type).isEmpty()
        ? ""
        : "    <alarm-data reduction-key=\"" + key + "\" alarm-type=\"1\" auto-clean=\"false\"/>\n";
  }

  private static String format(MibModule.MibNotification type, String style) {
    String device = style.equals("$") ? "$6" : "%parm[#6]%";
    String story = style.equals("$") ? "$14" : "%parm[#14]%";
    boolean ofADevice = number(type) <= CLEARED + 1;
    return ofADevice ? device + ": " + story : story;
  }

  private static int number(MibModule.MibNotification type) {
    return Integer.parseInt(type.oid().substring(type.oid().lastIndexOf('.') + 1));
  }

  private static Optional<FindingKind> kind(MibModule.MibNotification type) {
    return Arrays.stream(FindingKind.values())
        .filter(kind -> kind.notification().equals(type.name()))
        .findFirst();
  }

  private static String severity(MibModule.MibNotification type) {
    return kind(type)
        .map(FindingKind::severity)
        .map(
            severity ->
                severity == Severity.INFO
                    ? "Normal"
                    : severity.name().charAt(0) + severity.label().substring(1))
        .orElse(type.name().equals("posternNotificationsSuppressed") ? "Warning" : "Normal");
  }

  private String description(MibModule.MibNotification type) {
    return module.descriptions.get(type.name());
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }
}
