package org.postern.bench;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.postern.snmp.Oid;
import org.postern.snmp.SnmpRecording;
import org.postern.snmp.SnmpValue;
import org.postern.snmp.VarBind;
import org.postern.snmp.simulator.RatedContent;

/**
 * A made-up router that has just what Postern reads of one with H3C's MIB: a system group, {@link
 * #INTERFACES} interfaces and one access list of {@link #ENTRIES} entries, all of it counting.
 */
final class BenchRouter {
  static final int INTERFACES = 24;
  static final int ENTRIES = 50;
  static final String SYS_OBJECT_ID = "1.3.6.1.4.1.25506.1.921";

  private static final String IF_ENTRY = "1.3.6.1.2.1.2.2.1";
  private static final String IF_X_ENTRY = "1.3.6.1.2.1.31.1.1.1";
  private static final String ACL = "1.3.6.1.4.1.25506.2.8";
  private static final List<String> ENTRIES_OF_TABLES =
      List.of(
          IF_ENTRY, IF_X_ENTRY, ACL + ".2.1.3.1", ACL + ".2.2.3.1", ACL + ".3.2.1", ACL + ".3.4.1");
  private static final int LIST = 3001;
  private static final int[] IF_COUNTERS = {10, 11, 12, 13, 14, 16, 17, 18, 19, 20};
  private static final int[] IF_X_COUNTERS_32 = {2, 3, 4, 5};
  private static final int[] IF_X_COUNTERS_64 = {6, 7, 8, 9, 10, 11, 12, 13};

  /** Where the entries lead: mail, and what else a mail network lets in. */
  private static final int[] PORTS = {25, 443, 587, 80, 993, 53, 465, 22, 110, 8443};

  private final List<VarBind> all = new ArrayList<>();
  private final long seconds;

  private BenchRouter(long seconds) {
    this.seconds = seconds;
  }

  /** The router as time goes by. */
  static RatedContent content() {
    return new RatedContent(after(0), after(60));
  }

  /** The columns that Postern reads of it and that have rows, by table. */
  static List<List<Oid>> tables() {
    Map<Oid, Set<Oid>> tables = new TreeMap<>();
    for (VarBind each : all(0)) {
      for (String entry : ENTRIES_OF_TABLES) {
        Oid row = Oid.parse(entry);
        if (each.oid().startsWith(row)) {
          tables
              .computeIfAbsent(row, unseen -> new TreeSet<>())
              .add(row.append(each.oid().at(row.length())));
        }
      }
    }
    return tables.values().stream().map(List::copyOf).toList();
  }

  /** A column's instances. */
  static List<VarBind> rows(Oid column) {
    return all(0).stream().filter(each -> each.oid().startsWith(column)).toList();
  }

  static VarBind first(Oid column) {
    return rows(column).get(0);
  }

  /** How many variable bindings Postern reads of it. */
  static int varBinds() {
    return all(0).size();
  }

  private static SnmpRecording after(long seconds) {
    return SnmpRecording.of(all(seconds));
  }

  private static List<VarBind> all(long seconds) {
    BenchRouter router = new BenchRouter(seconds);
    router.system();
    for (int i = 1; i <= INTERFACES; i++) {
      router.ifTable(i);
      router.ifXTable(i);
    }
    router.list();
    for (int i = 0; i < ENTRIES; i++) {
      router.entry(i);
    }
    return router.all;
  }

  private void system() {
    text("1.3.6.1.2.1.1.1.0", "A router made up for a load run");
    add("1.3.6.1.2.1.1.2.0", new SnmpValue.ObjectId(Oid.parse(SYS_OBJECT_ID)));
    add("1.3.6.1.2.1.1.3.0", new SnmpValue.TimeTicks(360_000 + seconds * 100));
    text("1.3.6.1.2.1.1.5.0", "bench");
  }

  private void ifTable(int ifIndex) {
    text(column(IF_ENTRY, 2, ifIndex), "GigabitEthernet1/0/" + ifIndex);
    add(column(IF_ENTRY, 5, ifIndex), new SnmpValue.Gauge32(1_000_000_000));
    number(column(IF_ENTRY, 7, ifIndex), 1);
    number(column(IF_ENTRY, 8, ifIndex), 1);
    for (int counter : IF_COUNTERS) {
      add(column(IF_ENTRY, counter, ifIndex), new SnmpValue.Counter32(counted(counter, ifIndex)));
    }
  }

  private void ifXTable(int ifIndex) {
    text(column(IF_X_ENTRY, 1, ifIndex), "GE1/0/" + ifIndex);
    for (int counter : IF_X_COUNTERS_32) {
      add(column(IF_X_ENTRY, counter, ifIndex), new SnmpValue.Counter32(counted(counter, ifIndex)));
    }
    for (int counter : IF_X_COUNTERS_64) {
      add(column(IF_X_ENTRY, counter, ifIndex), new SnmpValue.Counter64(counted(counter, ifIndex)));
    }
    add(column(IF_X_ENTRY, 15, ifIndex), new SnmpValue.Gauge32(1000));
    text(column(IF_X_ENTRY, 18, ifIndex), "to rack " + ifIndex);
    add(column(IF_X_ENTRY, 19, ifIndex), new SnmpValue.TimeTicks(0));
  }

  private void list() {
    number(ACL + ".2.1.3.1.3.1." + LIST, 1);
    number(ACL + ".2.1.3.1.4.1." + LIST, 1);
    add(ACL + ".2.1.3.1.8.1." + LIST, new SnmpValue.Counter32(ENTRIES));
    text(ACL + ".2.1.3.1.9.1." + LIST, "edge-in");
    number(ACL + ".3.1.1.0", 2);
    number(ACL + ".3.2.1.6.1.1.1.1." + LIST, 1);
    number(ACL + ".3.2.1.9.1.1.1.1." + LIST, 1);
  }

  private void entry(int position) {
    String index = "1." + LIST + "." + position * 5;
    boolean last = position == ENTRIES - 1;
    int action = position % 4 == 3 || last ? 3 : 2;
    int port = PORTS[position % PORTS.length];
    Map<Integer, Integer> numbers =
        Map.ofEntries(
            Map.entry(2, 1),
            Map.entry(3, action),
            Map.entry(4, last ? 0 : 6),
            Map.entry(6, 1),
            Map.entry(9, position % 2 == 0 || last ? 1 : 2),
            Map.entry(11, 0),
            Map.entry(12, 0),
            Map.entry(13, 65_535),
            Map.entry(14, 1),
            Map.entry(17, last ? 1 : 2),
            Map.entry(19, last ? 0 : 2),
            Map.entry(20, last ? 0 : port),
            Map.entry(21, 65_535),
            Map.entry(24, 255),
            Map.entry(25, 255),
            Map.entry(26, 255),
            Map.entry(28, 0),
            Map.entry(29, 0),
            Map.entry(33, 1),
            Map.entry(37, 2));
    numbers.forEach((column, value) -> number(entryColumn(column, index), value));
    text(entryColumn(7, index), "198.51.100." + position);
    add(entryColumn(8, index), new SnmpValue.Gauge32(0));
    add(entryColumn(10, index), new SnmpValue.IpAddress(new byte[4]));
    text(entryColumn(15, index), "192.0.2." + (20 + position % 10));
    add(entryColumn(16, index), new SnmpValue.Gauge32(0));
    add(entryColumn(18, index), new SnmpValue.IpAddress(new byte[4]));
    text(entryColumn(27, index), "");
    add(entryColumn(31, index), new SnmpValue.Gauge32(0));
    text(entryColumn(34, index), "");
    text(entryColumn(35, index), "entry " + position);
    add(entryColumn(38, index), new SnmpValue.Octets(new byte[1]));
    add(entryColumn(39, index), new SnmpValue.Octets(new byte[1]));
    add(
        ACL + ".3.4.1.4.1.1.1." + index,
        new SnmpValue.Counter64(100L * position + seconds * (position % 7)));
  }

  private long counted(int counter, int ifIndex) {
    return 1_000_000L * counter + ifIndex + seconds * 1000L * counter;
  }

  private static String column(String entry, int column, int ifIndex) {
    return entry + "." + column + "." + ifIndex;
  }

  private static String entryColumn(int column, String index) {
    return ACL + ".2.2.3.1." + column + "." + index;
  }

  private void text(String oid, String value) {
    add(oid, new SnmpValue.Octets(value.getBytes(StandardCharsets.UTF_8)));
  }

  private void number(String oid, int value) {
    add(oid, new SnmpValue.Int(value));
  }

  private void add(String oid, SnmpValue value) {
    all.add(new VarBind(Oid.parse(oid), value));
  }
}
