package org.postern.profile;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.postern.acl.AccessListEntry;
import org.postern.acl.Action;
import org.postern.snmp.SnmpValue;

/**
 * The numbers of actions and port operators, which differ from module to module: each is put into
 * one row of the profile's recording, an entry for the ports 110 to 143.
 */
class VendorNumbersTest {
  private static final String[][] ROWS = {
    // profile/recording, list, entry, action column's instance, operator's instance
    {
      "huawei-acl/synthetic-vrp",
      "edge-in",
      "30",
      "2011.5.1.1.5.1.3.3001.30",
      "2011.5.1.1.5.1.12.3001.30"
    },
    {
      "huawei-acl/synthetic-vrp",
      "v6-in",
      "10",
      "2011.5.1.1.13.1.3.3101.10",
      "2011.5.1.1.13.1.12.3101.10"
    },
    {
      "arista-acl/synthetic-eos",
      "edge-in",
      "30",
      "30065.3.5.1.1.2.1.19.7.101.100.103.101.45.105.110.30",
      ""
    },
    {
      "cisco-ip-protocol-filter/synthetic-fwsm",
      "edge-in",
      "30",
      "9.9.278.1.1.3.1.3.7.101.100.103.101.45.105.110.30",
      ""
    },
    {"fastpath-qos/synthetic-netgear", "100", "30", "4526.10.3.2.4.1.2.100.30", ""},
    {"fastpath-dell/synthetic-n", "100", "30", "674.10895.5000.2.6132.1.1.3.2.4.1.2.100.30", ""},
    {"fastpath-quanta/synthetic-quanta", "100", "30", "7244.2.3.2.3.1.2.100.30", ""},
    {"hirschmann-acl/synthetic-hios", "100", "30", "248.12.3.2.4.1.2.100.30", ""},
    {
      "foundry-ip-acl/synthetic-ironware",
      "101",
      "3",
      "1991.1.2.2.15.2.1.4.3",
      "1991.1.2.2.15.2.1.13.3"
    },
    {
      "ruckus-acl/synthetic-icx",
      "edge-in",
      "30",
      "1991.1.1.3.45.1.2.1.1.1.2.7.101.100.103.101.45.105.110.30",
      "1991.1.1.3.45.1.2.1.1.1.12.7.101.100.103.101.45.105.110.30"
    },
    {"radlan-qos/synthetic-sf300", "edge-in", "3", "9.6.1.101.88.31.1.3.1.3", ""},
    {"radlan-qos-old/synthetic-powerconnect", "edge-in", "3", "89.88.6.1.2.3", ""},
    {
      "timetra-filter/synthetic-sros",
      "edge-in",
      "30",
      "6527.3.1.2.21.2.1.5.10.30",
      "6527.3.1.2.21.2.1.21.10.30"
    },
    {
      "dlinksw-acl/synthetic-dgs",
      "edge-in",
      "30",
      "171.14.28.1.3.3.1.3.7.101.100.103.101.45.105.110.30",
      "171.14.28.1.3.3.1.13.7.101.100.103.101.45.105.110.30"
    },
    {"netscreen-policy/synthetic-screenos", "untrust>dmz of vsys 0", "2", "3224.10.1.1.8.0.2", ""},
    {"hm2-fw/synthetic-eagle", "interface 1 direction 1", "3", "248.11.79.1.3.2.1.1.8.3", ""},
    {
      "cisco-acl/synthetic-ios",
      "EDGE-IN",
      "30",
      "9.9.808.1.1.2.1.2.1.1.30",
      "9.9.808.1.1.2.1.14.1.1.30"
    },
  };

  /** The numbers as the modules have them: permit; deny; each other number below 12 is open. */
  private static final Map<String, String> ACTIONS =
      Map.ofEntries(
          Map.entry("huawei-acl", "1;2"),
          Map.entry("arista-acl", "0;1"),
          Map.entry("cisco-ip-protocol-filter", "2;1"),
          Map.entry("fastpath-qos", "1;2"),
          Map.entry("fastpath-dell", "1;2"),
          Map.entry("fastpath-quanta", "1;2"),
          Map.entry("hirschmann-acl", "1;2"),
          Map.entry("foundry-ip-acl", "1;0"),
          Map.entry("ruckus-acl", "2;1"),
          Map.entry("radlan-qos", "1,5;2,3,4"),
          Map.entry("radlan-qos-old", "1,5;2,3,4"),
          Map.entry("timetra-filter", "2;1,3"), // default(3) is the list's, which drops here
          Map.entry("dlinksw-acl", "1;2"),
          Map.entry("netscreen-policy", "1;0"),
          Map.entry("hm2-fw", "1;2,3"),
          Map.entry("cisco-acl", "1;2"));

  static Stream<Arguments> actions() {
    List<Arguments> cases = new ArrayList<>();
    for (String[] row : ROWS) {
      String[] numbers = ACTIONS.get(row[0].replaceAll("/.*", "")).split(";", -1);
      for (int number = 0; number < 12; number++) {
        if (row[0].startsWith("arista") && number == 2) {
          continue; // remark: no entry at all
        }
        String text = Integer.toString(number);
        String expected =
            List.of(numbers[0].split(",", -1)).contains(text)
                ? "PERMIT"
                : List.of(numbers[1].split(",", -1)).contains(text) ? "DENY" : "open";
        cases.add(Arguments.of(row[0], row[1], row[2], row[3], number, expected));
      }
    }
    return cases.stream();
  }

  @ParameterizedTest
  @MethodSource("actions")
  void readsTheActionsNumber(
      String recording, String list, String id, String instance, int number, String expected) {
    List<AccessListEntry> found = entries(recording, list, id, instance, number);
    if (expected.equals("open")) {
      assertThat(found)
          .extracting(AccessListEntry::action)
          .containsExactly(Action.PERMIT, Action.DENY);
    } else {
      assertThat(found)
          .singleElement()
          .extracting(AccessListEntry::action)
          .isEqualTo(Action.valueOf(expected));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "huawei-acl/synthetic-vrp edge-in, 0 1 2 3 4 5",
    "huawei-acl/synthetic-vrp v6-in, 255 1 2 3 4 5",
    "foundry-ip-acl/synthetic-ironware 101, 7 2 0 3 1 4",
    "ruckus-acl/synthetic-icx edge-in, 6 3 1 4 2 5",
    "timetra-filter/synthetic-sros edge-in, 0 3 1 4 - 2",
    "dlinksw-acl/synthetic-dgs edge-in, 1 4 2 3 5 6",
    "cisco-acl/synthetic-ios EDGE-IN, - - 3 2 4 5",
  })
  void readsTheOperatorsNumber(String where, String noneLtEqGtNeqRange) {
    String[] row =
        Stream.of(ROWS).filter(each -> where.equals(each[0] + " " + each[1])).findFirst().get();
    String[] expected = {"any", "0-109", "110", "111-65535", "0-109,111-65535", "110-143"};
    List<String> numbers = List.of(noneLtEqGtNeqRange.split(" ", -1));
    for (int number = 0; number < 10; number++) {
      int at = numbers.indexOf(Integer.toString(number));
      String ports =
          entries(row[0], row[1], row[2], row[4], number).get(0).destinationPorts().text();
      if (at >= 0) {
        assertThat(ports).as(where + " operator " + number).isEqualTo(expected[at]);
      } else {
        assertThat(ports).as(where + " operator " + number).contains("unknown value");
      }
    }
    if (numbers.get(0).equals("255")) {
      assertThat(entries(row[0], row[1], row[2], row[4], 255).get(0).destinationPorts().text())
          .isEqualTo("any");
    }
  }

  private static List<AccessListEntry> entries(
      String recording, String list, String id, String instance, int number) {
    Path file = TestProfiles.RECORDINGS.resolve(recording + ".snmprec");
    return RecordedRows.read(file)
        .with("1.3.6.1.4.1." + instance, new SnmpValue.Int(number))
        .map(TestProfiles.builtIn())
        .accessLists()
        .stream()
        .filter(reading -> reading.list().name().equals(list))
        .flatMap(reading -> reading.list().entries().stream())
        .filter(entry -> entry.id().equals(id) || entry.id().equals(id + "/deny"))
        .toList();
  }
}
