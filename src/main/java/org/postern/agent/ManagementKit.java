package org.postern.agent;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The files that teach network management systems about POSTERN-MIB, with its objects at the arc an
 * operator owns. They are shipped below {@code conf} for the documentation arc.
 */
public final class ManagementKit {
  /** Below {@code conf}. */
  static final List<String> FILES =
      List.of(
          "librenms/alert_rules.json",
          "librenms/html/images/os/postern.svg",
          "librenms/import-alert-rules",
          "librenms/resources/definitions/os_detection/postern.yaml",
          "librenms/resources/definitions/os_discovery/postern.yaml",
          "librenms/tests/data/postern.json",
          "librenms/tests/snmpsim/postern.snmprec",
          "nagios/postern.cfg",
          "opennms/postern.datacollection.xml",
          "opennms/postern.events.xml",
          "prometheus/grafana-dashboard.json",
          "prometheus/postern.rules.yml",
          "prometheus/prometheus.yml",
          "prometheus/snmp_exporter/generator.yml",
          "prometheus/snmp_exporter/snmp.yml",
          "snmptt/snmptt.postern.conf",
          "zabbix/postern-trap",
          "zabbix/postern.yaml");

  private static final String ENTERPRISES = "1.3.6.1.4.1.";

  private ManagementKit() {}

  /**
   * All files by path, the MIB where each system looks for it among them.
   *
   * @param arc dotted, below 1.3.6.1.4.1
   * @throws IllegalArgumentException if the arc is not such an object identifier
   */
  public static Map<String, String> rootedAt(String arc) {
    String mib = MibText.rootedAt(arc);
    String ownArc = below(arc);
    String shippedArc = below(AgentSettings.DOCUMENTATION_ARC);
    Map<String, String> kit = new LinkedHashMap<>();
    kit.put("mibs/POSTERN-MIB.txt", mib);
    kit.put("librenms/mibs/postern/POSTERN-MIB", mib);
    for (String file : FILES) {
      kit.put(
          file,
          MibText.resource("/conf/" + file)
              .replace(AgentSettings.DOCUMENTATION_ARC, arc)
              // Patterns for traps begin below "enterprises", which receivers print by its name.
              .replace(escaped(shippedArc), escaped(ownArc)));
    }
    return kit;
  }

  private static String below(String arc) {
    return arc.substring(ENTERPRISES.length());
  }

  /** As a regular expression. */
  private static String escaped(String arc) {
    return List.of(arc.split("\\.", -1)).stream().collect(Collectors.joining("\\."));
  }
}
