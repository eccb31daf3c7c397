package org.postern.profile;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.postern.acl.AccessListReading;
import org.postern.acl.HitReading;
import org.postern.acl.HitUnit;
import org.postern.acl.NamedCounter;
import org.postern.acl.Visibility;
import org.postern.snmp.Oid;

/** The parts of the language that the built-in profiles do not use, each with rows made for it. */
class LanguageTest {
  private static final String BASE = "1.3.6.1.4.1.32473.";

  @TempDir Path directory;

  private List<AccessListReading> map(String yaml, String... rows) throws IOException {
    Files.writeString(directory.resolve("made.yaml"), yaml);
    List<String> lines = new ArrayList<>();
    for (String row : rows) {
      lines.add(BASE + row);
    }
    return RecordedRows.of(lines).map(TestProfiles.loaded(List.of(directory))).accessLists();
  }

  private static List<String> entries(AccessListReading reading) {
    return reading.list().entries().stream()
        .map(entry -> entry.id() + " " + entry.action() + " " + ReadingText.match(entry))
        .toList();
  }

  private static final String TUPLES =
      """
      format: 1
      id: made
      title: Entries that point to tuples, as in RADLAN's modules
      match: { hasRows: [entries] }
      visibility: rules
      tables:
        entries:
          oid: 1.3.6.1.4.1.32473.1
          index: [{ name: acl, kind: integer }, { name: entry, kind: integer }]
          columns: { act: 3, type: 4, tuple1: 5, tuple2: 6, tuple3: 7 }
        tuples:
          oid: 1.3.6.1.4.1.32473.2
          index: [{ name: number, kind: integer }]
          columns: { kind: 2, value: 3 }
      accessLists:
        - name: rules
          entries: entries
          joins:
            - as: tuple
              table: tuples
              pivot:
                pointers: [tuple1, tuple2, tuple3]
                key: number
                none: 0
                by: kind
                values:
                  9: { port: value }
                  31: { low: value }
                  32: { high: value }
          list: { key: [acl], name: "{acl}", families: [ipv4], implicitAction: deny }
          entry:
            id: "{entry}"
            order: [{ by: entry }]
            action: { field: act, permit: 1, deny: [2, 3], listDefault: 7 }
            protocol: { fields: type, any: 1, values: { 2: 6, 3: 17 }, ownNumbering: true }
            destinationPorts: { eq: tuple.port, low: tuple.low, high: tuple.high }
      """;

  @Test
  void makesOneRowOfAnEntryAndItsTuples() throws IOException {
    AccessListReading list =
        map(
                TUPLES,
                "1.1.3.5.10|2|1",
                "1.1.4.5.10|2|2",
                "1.1.5.5.10|2|1",
                "1.1.6.5.10|2|0",
                "1.1.3.5.2|2|2",
                "1.1.4.5.2|2|2",
                "1.1.5.5.2|2|2",
                "1.1.6.5.2|2|3",
                "1.1.3.5.30|2|7",
                "1.1.4.5.30|2|1",
                "1.1.5.5.30|2|99",
                "2.1.2.1|2|9",
                "2.1.3.1|2|25",
                "2.1.2.2|2|31",
                "2.1.3.2|2|110",
                "2.1.2.3|2|32",
                "2.1.3.3|2|143")
            .get(0);
    assertThat(entries(list))
        .containsExactly(
            "2 DENY tcp any -> any port 110-143",
            "10 PERMIT tcp any -> any port 25",
            "30 DENY ip any -> any [if: tuple 99 not there]");
  }

  private static final String POOLS =
      """
      format: 1
      id: made
      title: Names, pools, services and joins that build on each other
      match: { hasRows: [rules] }
      visibility: rules-coarse-hits
      tables:
        rules:
          oid: 1.3.6.1.4.1.32473.1
          index: [{ name: rule, kind: string }]
          columns: { precedence: 2, condition: 3, action: 4, zone: 5, label: 6 }
        conditions:
          oid: 1.3.6.1.4.1.32473.2
          index: [{ name: name, kind: string }]
          columns: { service: 2, pool: 3, ports: 4, portStatus: 5, cidr: 6 }
        pools:
          oid: 1.3.6.1.4.1.32473.3
          index: [{ name: number, kind: integer }]
          columns: { name: 2 }
        members:
          oid: 1.3.6.1.4.1.32473.4
          index: [{ name: pool, kind: integer }, { name: member, kind: integer }]
          columns: { address: 2, mask: 3 }
        statistics:
          oid: 1.3.6.1.4.1.32473.5
          index: [{ name: ifIndex, kind: integer }, { name: label, kind: implied-string }]
          columns: { packets: 2 }
      accessLists:
        - name: policies
          entries: rules
          joins: [{ as: condition, table: conditions, on: { name: condition } }]
          list: { key: [zone], name: "to {zone}", families: [ipv4], implicitAction: unknown }
          entry:
            id: "{rule}"
            order: [{ by: precedence, descending: true }]
            action: { field: action, permit: 1, deny: 2, ignore: 9 }
            service:
              field: condition.service
              any: 0
              values: { 21: { protocol: 6, destinationPorts: 25 } }
            source:
              pool:
                field: condition.pool
                joins: [{ as: p, table: pools, on: { name: condition.pool } }]
                table: members
                on: { pool: p.number }
                address: { address: address, masks: [{ field: mask, sense: mask }] }
            destination: { address: condition.cidr, anyText: Any, ifAbsent: any }
            destinationPorts:
              - { enabled: { field: condition.portStatus, values: 1 }, text: condition.ports }
            hits: [{ table: statistics, on: { label: label }, fields: packets, unit: packets }]
      """;

  @Test
  void followsJoinsPoolsServicesAndLabels() throws IOException {
    List<AccessListReading> lists =
        map(
            POOLS,
            "1.1.2.1.97|2|5",
            "1.1.3.1.97|4|c1",
            "1.1.4.1.97|2|1",
            "1.1.5.1.97|4|dmz",
            "1.1.6.1.97|4|x",
            "1.1.2.1.98|2|9",
            "1.1.3.1.98|4|c2",
            "1.1.4.1.98|2|2",
            "1.1.5.1.98|4|dmz",
            "1.1.2.1.99|2|1",
            "1.1.3.1.99|4|c1",
            "1.1.4.1.99|2|9",
            "1.1.5.1.99|4|dmz",
            "2.1.2.2.99.49|2|21",
            "2.1.3.2.99.49|4|admins",
            "2.1.5.2.99.49|2|2",
            "2.1.6.2.99.49|4|Any",
            "2.1.2.2.99.50|2|0",
            "2.1.4.2.99.50|4|25 110-143",
            "2.1.5.2.99.50|2|1",
            "2.1.6.2.99.50|4|192.0.2.0/24",
            "3.1.2.7|4|admins",
            "4.1.2.7.1|64|192.0.2.0",
            "4.1.3.7.1|64|255.255.255.0",
            "4.1.2.7.2|64|198.51.100.1",
            "4.1.3.7.2|64|255.255.255.255",
            "5.1.2.1.120|70|40",
            "5.1.2.2.120|70|2");
    assertThat(lists).hasSize(1);
    AccessListReading list = lists.get(0);
    assertThat(list.list().name()).isEqualTo("to dmz");
    assertThat(list.list().implicitAction()).isEmpty();
    assertThat(list.list().visibility()).isEqualTo(Visibility.RULES_COARSE_HITS);
    assertThat(entries(list))
        .containsExactly(
            "b DENY ip any -> 192.0.2.0/24 port 25,110-143",
            "a PERMIT tcp { 192.0.2.0/24, 198.51.100.1 } -> any port 25");
    assertThat(list.hits().get("a").value()).isEqualTo(42);
    assertThat(list.hits()).doesNotContainKey("b");
  }

  @Test
  void doesNotTakeAMissingPoolForNobody() throws IOException {
    AccessListReading list =
        map(
                POOLS,
                "1.1.2.1.97|2|5",
                "1.1.3.1.97|4|c1",
                "1.1.4.1.97|2|1",
                "1.1.5.1.97|4|dmz",
                "2.1.2.2.99.49|2|50",
                "2.1.3.2.99.49|4|absent")
            .get(0);
    assertThat(entries(list))
        .containsExactly(
            "a PERMIT ip ?(condition.pool absent has no members) -> any [if: service 50 is not known]");
  }

  private static final String SCALARS =
      """
      format: 1
      id: made
      title: Counters that depend on scalars, and no table with a row
      match: { hasRows: [rows, total] }
      visibility: totals
      scalars:
        total: 1.3.6.1.4.1.32473.1.1.0
        kept: 1.3.6.1.4.1.32473.1.2.0
        serial: 1.3.6.1.4.1.32473.1.3.0
      changeWitness: [serial]
      tables:
        rows:
          oid: 1.3.6.1.4.1.32473.2
          index: [{ name: row, kind: integer }]
          columns: { count: 2 }
      namedCounters:
        - table: rows
          list: rows
          name: same
          hits: { fields: count, unit: bytes, counted: { field: scalar.kept, values: 1 } }
      scalarCounters:
        - { list: all, name: total, scalar: total, unit: sessions, width: 64 }
        - { list: all, name: absent, scalar: serial, unit: sessions }
      """;

  private DeviceReading read(String... rows) throws IOException {
    Files.writeString(directory.resolve("made.yaml"), SCALARS);
    return RecordedRows.of(Arrays.stream(rows).map(row -> BASE + row).toList())
        .map(TestProfiles.loaded(List.of(directory)));
  }

  @Test
  void aScalarChoosesAProfileAndIsACounter() throws IOException {
    DeviceReading reading = read("1.1.0|65|17");
    assertThat(reading.profiles()).contains("made");
    assertThat(reading.namedCounters())
        .containsExactly(
            new NamedCounter(
                "all", "total", new HitReading(17, 64, HitUnit.SESSIONS, true), Visibility.TOTALS));
    assertThat(read("1.3.0|65|17").profiles()).doesNotContain("made");
  }

  @Test
  void aScalarTellsWhetherCountersAreKeptAndTheFirstOfANameStands() throws IOException {
    assertThat(read("1.2.0|2|1", "2.1.2.7|65|4", "2.1.2.8|65|5").namedCounters())
        .extracting(NamedCounter::hits)
        .containsExactly(new HitReading(4, 32, HitUnit.BYTES, true));
    assertThat(read("1.2.0|2|2", "2.1.2.7|65|4").namedCounters())
        .extracting(NamedCounter::hits)
        .containsExactly(new HitReading(4, 32, HitUnit.BYTES, false));
    assertThat(read("2.1.3.7|65|4", "2.1.2.8|4|x").namedCounters())
        .extracting(NamedCounter::hits)
        .containsExactly(new HitReading(0, 64, HitUnit.BYTES, false));
  }

  @Test
  void aWitnessIsPartOfThePlan() throws IOException {
    Files.writeString(directory.resolve("made.yaml"), SCALARS);
    Profile made = TestProfiles.loaded(List.of(directory)).byId("made").orElseThrow();
    assertThat(made.readPlan().witnesses()).containsExactly(Oid.parse(BASE + "1.3.0"));
    assertThat(made.readPlan().scalars()).hasSize(3);
  }
}
