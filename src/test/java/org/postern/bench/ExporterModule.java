package org.postern.bench;

import java.util.List;
import org.postern.snmp.Oid;
import org.postern.snmp.SnmpValue;
import org.postern.snmp.VarBind;

/** The module for prometheus-snmp-exporter that reads the columns Postern reads. */
final class ExporterModule {
  /** How its metrics begin. */
  static final String PREFIX = "bench_";

  private ExporterModule() {}

  /** Its configuration file, in the form of version 0.21. */
  static String yaml() {
    StringBuilder walk = new StringBuilder();
    StringBuilder metrics = new StringBuilder();
    for (List<Oid> table : BenchRouter.tables()) {
      for (Oid column : table) {
        VarBind first = BenchRouter.first(column);
        walk.append("  - ").append(column).append('\n');
        metrics
            .append("  - name: ")
            .append(name(column))
            .append("\n    oid: ")
            .append(column)
            .append("\n    type: ")
            .append(type(first.value()))
            .append("\n    indexes:\n");
        for (int part = column.length(); part < first.oid().length(); part++) {
          metrics.append("    - labelname: i").append(part).append("\n      type: gauge\n");
        }
      }
    }
    return "bench:\n  walk:\n"
        + walk
        + "  metrics:\n"
        + metrics
        + "  version: 2\n  max_repetitions: 25\n  retries: 2\n  timeout: 5s\n"
        + "  auth:\n    community: "
        + SimulatedFleet.COMMUNITY
        + "\n";
  }

  /** How many values a router has of it. */
  static long values() {
    return BenchRouter.tables().stream()
        .flatMap(List::stream)
        .mapToLong(column -> BenchRouter.rows(column).size())
        .sum();
  }

  private static String name(Oid column) {
    return PREFIX + column.toString().replace('.', '_');
  }

  private static String type(SnmpValue value) {
    if (value instanceof SnmpValue.Counter32 || value instanceof SnmpValue.Counter64) {
      return "counter";
    }
    return value instanceof SnmpValue.Octets
        ? "DisplayString"
        : value instanceof SnmpValue.IpAddress ? "InetAddressIPv4" : "gauge";
  }
}
