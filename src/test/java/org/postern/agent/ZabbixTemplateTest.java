package org.postern.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.postern.finding.Severity;
import org.snmp4j.smi.Gauge32;
import org.snmp4j.smi.OID;
import org.snmp4j.smi.OctetString;
import org.snmp4j.smi.Variable;
import org.snmp4j.smi.VariableBinding;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** Zabbix' template against the MIB; ZabbixIT tries it in a real Zabbix. */
class ZabbixTemplateTest {
  private static final Path FILE = Path.of("conf", "zabbix", "postern.yaml");
  private static final Pattern UUID = Pattern.compile("[0-9a-f]{12}4[0-9a-f]{3}[89ab][0-9a-f]{15}");
  private static final Pattern FIND =
      Pattern.compile("find\\(/Postern by SNMP/snmptrap\\[\".*?\"\\],,\"regexp\",\"(.*?)\"\\)=1");
  private static final Pattern TRAP_KEY = Pattern.compile("snmptrap\\[\"(.*)\"\\]");
  private static final Pattern DISCOVERED = Pattern.compile("\\{#(\\w+)\\},([\\d.]+)");

  private MibModule module;
  private String text;
  private JsonNode template;

  @BeforeEach
  void read() throws IOException {
    module = new MibModule();
    text = Files.readString(FILE);
    template = new YAMLMapper().readTree(text).at("/zabbix_export/templates/0");
  }

  private List<JsonNode> items() {
    return Stream.concat(
            stream(template.get("items")),
            stream(template.get("discovery_rules"))
                .flatMap(rule -> stream(rule.get("item_prototypes"))))
        .toList();
  }

  private static Stream<JsonNode> stream(JsonNode list) {
    List<JsonNode> all = new ArrayList<>();
    list.forEach(all::add);
    return all.stream();
  }

  private MibModule.MibObject object(JsonNode item) {
    String oid = item.get("snmp_oid").asString().replace(".{#SNMPINDEX}", "");
    return module.object(oid).orElseThrow(() -> new AssertionError("not in the MIB: " + oid));
  }

  @Test
  void everyItemHasTheTypeOfItsObject() {
    int seen = 0;
    for (JsonNode item : items()) {
      if (item.has("snmp_oid") && !item.get("snmp_oid").asString().startsWith("1.3.6.1.2.1.")) {
        String syntax = object(item).syntax();
        String type = item.has("value_type") ? item.get("value_type").asString() : "UNSIGNED";
        assertThat(type.equals("CHAR"))
            .as("%s is %s: %s", item.get("key"), syntax, type)
            .isEqualTo(syntax.startsWith("SnmpAdminString"));
        assertThat(syntax).isNotIn("DateAndTime", "InetAddress", "PosternMailPorts");
        seen++;
      }
    }
    assertThat(seen).isGreaterThan(40);
  }

  @Test
  void everyEnumerationHasItsValueMapAndEveryMapAllValues() {
    Map<String, Map<String, Integer>> maps = new TreeMap<>();
    for (JsonNode map : template.get("valuemaps")) {
      Map<String, Integer> values = new TreeMap<>();
      map.get("mappings")
          .forEach(
              each ->
                  values.put(
                      each.get("newvalue").asString(),
                      Integer.valueOf(each.get("value").asString())));
      maps.put(map.get("name").asString(), values);
    }
    for (JsonNode item : items()) {
      if (item.has("snmp_oid") && item.get("snmp_oid").asString().contains("32473")) {
        Map<String, Integer> expected = module.enumeration(object(item));
        assertThat(item.has("valuemap"))
            .as(item.get("key").asString())
            .isEqualTo(!expected.isEmpty());
        if (!expected.isEmpty()) {
          assertThat(maps.get(item.at("/valuemap/name").asString()))
              .as(item.get("key").asString())
              .isEqualTo(new TreeMap<>(expected));
        }
      }
    }
  }

  @Test
  void discoveryAsksReadableColumnsOfOneTable() {
    for (JsonNode rule : template.get("discovery_rules")) {
      TreeSet<String> tables = new TreeSet<>();
      for (MatchResult pair :
          DISCOVERED.matcher(rule.get("snmp_oid").asString()).results().toList()) {
        MibModule.MibObject column = module.object(pair.group(2)).orElseThrow();
        assertThat(column.access()).isNotEqualTo("not-accessible");
        tables.add(column.oid().substring(0, column.oid().lastIndexOf('.')));
      }
      for (JsonNode item : rule.get("item_prototypes")) {
        String oid = object(item).oid();
        tables.add(oid.substring(0, oid.lastIndexOf('.')));
        assertThat(item.get("key").asString()).contains("{#SNMPINDEX}");
      }
      assertThat(tables).as(rule.get("key").asString()).hasSize(1);
    }
  }

  /** Devices with one crossing and two interfaces each; the guide tells what they cost. */
  @Test
  void theGuideTellsHowManyRequestsAThousandDevicesCost() throws IOException {
    VariableBindings bindings = new VariableBindings();
    stream(template.get("items")).forEach(item -> bindings.add(item, 1, ""));
    Map<String, Integer> rows =
        Map.of(
            "postern.devices.discovery", 1_000,
            "postern.ports.discovery", 7_000,
            "postern.interfaces.discovery", 2_000,
            "postern.findings.discovery", 0);
    for (JsonNode rule : template.get("discovery_rules")) {
      int number = rows.get(rule.get("key").asString());
      String index = number == 7_000 ? ".1000.1.995" : number == 2_000 ? ".1000.2" : ".1000";
      stream(rule.get("item_prototypes")).forEach(item -> bindings.add(item, number, index));
    }
    assertThat(Files.readString(Path.of("src", "docs", "integrations", "zabbix.md")))
        .contains("%,d values a minute".formatted(bindings.count))
        .contains(bindings.requests(AgentSettings.ETHERNET_MESSAGE_SIZE))
        .contains(bindings.requests(8_000));
  }

  /** What is asked for once a minute. */
  private static final class VariableBindings {
    /** Beside the bindings: SNMPv3 with privacy, and the header of the PDU. */
    private static final int OVERHEAD = 200;

    /** Zabbix asks for no more in one request. */
    private static final int MOST = 128;

    private int count;
    private long octets;

    void add(JsonNode item, int rows, String index) {
      if (item.has("snmp_oid")) {
        String oid = item.get("snmp_oid").asString().replace(".{#SNMPINDEX}", index);
        boolean isText = item.has("value_type") && item.get("value_type").asString().equals("CHAR");
        Variable value = isText ? new OctetString("x".repeat(100)) : new Gauge32(0xffff_ffffL);
        octets += (long) rows * new VariableBinding(new OID(oid), value).getBERLength();
        count += rows;
      }
    }

    String requests(int messageSize) {
      long inOne = Math.min(MOST, (messageSize - OVERHEAD) * (long) count / octets);
      return "%,d requests".formatted((count + inOne - 1) / inOne);
    }
  }

  @Test
  void identifiersAreUniqueAndOfTheFormThatIsAskedFor() {
    List<String> all =
        Pattern.compile("(?m)^\\s*(?:- )?uuid: '?(\\w+)'?$")
            .matcher(text)
            .results()
            .map(found -> found.group(1))
            .toList();
    assertThat(all)
        .hasSizeGreaterThan(90)
        .doesNotHaveDuplicates()
        .allMatch(uuid -> UUID.matcher(uuid).matches());
  }

  @Test
  void everyMacroIsUsedAndEveryUsedOneIsDefined() {
    TreeSet<String> defined = new TreeSet<>();
    template.get("macros").forEach(macro -> defined.add(macro.get("macro").asString()));
    String uses = text.replaceAll("(?m)^\\s*(- )?macro: .*$", "");
    TreeSet<String> used = new TreeSet<>();
    Pattern.compile("\\{\\$[A-Z._]+")
        .matcher(uses)
        .results()
        .forEach(found -> used.add(found.group() + "}"));
    assertThat(used).isEqualTo(defined);
  }

  @Test
  void theGuideExplainsEachMacroWithItsDefault() throws IOException {
    String guide = Files.readString(Path.of("src", "docs", "integrations", "zabbix.md"));
    for (JsonNode macro : template.get("macros")) {
      assertThat(guide)
          .contains(
              "| `"
                  + macro.get("macro").asString()
                  + "` | `"
                  + macro.get("value").asString()
                  + "` | "
                  + macro.get("description").asString()
                  + " |");
    }
  }

  @Test
  void everyNotificationIsTakenByOneItemInWhateverFormItArrives() {
    List<Pattern> patterns =
        items().stream()
            .map(item -> TRAP_KEY.matcher(item.get("key").asString()))
            .filter(Matcher::matches)
            .map(key -> Pattern.compile(key.group(1), Pattern.MULTILINE))
            .toList();
    assertThat(patterns).hasSize(3);
    for (MibModule.MibNotification type : module.notifications.values()) {
      for (TrapForm form : TrapForm.values()) {
        String trap = form.text(type, 5, 1);
        assertThat(patterns.stream().filter(pattern -> pattern.matcher(trap).find()))
            .as(trap)
            .hasSize(1);
      }
    }
  }

  @Test
  void aRaiseIsAProblemOfItsSeverityAndAnEndEndsIt() {
    MibModule.MibNotification raised = module.notifications.get("posternPermitWidened");
    MibModule.MibNotification changed = module.notifications.get("posternFindingChanged");
    MibModule.MibNotification cleared = module.notifications.get("posternFindingCleared");
    for (TrapForm form : TrapForm.values()) {
      for (Severity severity : Severity.values()) {
        int number = module.conventions.get("PosternSeverity").get(severity.label());
        assertThat(problems(form.text(raised, number, 1)))
            .as(form.text(raised, number, 1))
            .containsExactly("Postern trap: " + severity.label() + " finding");
        assertThat(problems(form.text(changed, number, 1))).isEmpty();
        assertThat(problems(form.text(cleared, number, 4))).isEmpty();
        assertThat(ended(form.text(cleared, number, 4))).hasSize(5);
        assertThat(ended(form.text(changed, number, 3))).hasSize(5);
        assertThat(ended(form.text(changed, number, 1))).isEmpty();
      }
    }
  }

  private List<String> problems(String trap) {
    return fired(trap, "expression", true);
  }

  private List<String> ended(String trap) {
    return fired(trap, "recovery_expression", false);
  }

  private List<String> fired(String trap, String expression, boolean all) {
    List<String> fired = new ArrayList<>();
    for (JsonNode item : items()) {
      if (item.get("name").asString().equals("Traps: findings")) {
        for (JsonNode trigger : item.get("triggers")) {
          Stream<MatchResult> tests = FIND.matcher(trigger.get(expression).asString()).results();
          Stream<Boolean> hits =
              tests.map(
                  test -> Pattern.compile(test.group(1), Pattern.MULTILINE).matcher(trap).find());
          if (all ? hits.allMatch(hit -> hit) : hits.anyMatch(hit -> hit)) {
            fired.add(trigger.get("name").asString());
          }
        }
      }
    }
    return fired;
  }
}
