package org.postern.agent;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.Error;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.postern.testkit.SharedRecordings;
import org.snmp4j.smi.VariableBinding;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** The drop-in pack for LibreNMS against the MIB, against LibreNMS' own schemas, against a walk. */
class LibreNmsPackTest {
  private static final Path PACK = Path.of("conf", "librenms");
  private static final Path DISCOVERY =
      PACK.resolve("resources/definitions/os_discovery/postern.yaml");
  private static final String MIB = "POSTERN-MIB::";
  private static final Pattern NAME = Pattern.compile("POSTERN-MIB::(\\w+)");
  private static final int LONGEST_STATE_NAME = 64;

  /** A sensor as LibreNMS makes one from an entry and a row. */
  private record Sensor(String type, String index, String value) {}

  private static JsonNode sensors() throws IOException {
    return new YAMLMapper().readTree(Files.readString(DISCOVERY)).at("/modules/sensors");
  }

  private static List<JsonNode> entries() throws IOException {
    List<JsonNode> entries = new ArrayList<>();
    sensors().forEach(type -> type.get("data").forEach(entries::add));
    return entries;
  }

  @ParameterizedTest
  @CsvSource({"os_detection, os_schema.json", "os_discovery, discovery_schema.json"})
  void theDefinitionsFitTheSchemas(String folder, String schema) throws IOException {
    Path file = SharedRecordings.beside("librenms-schema").resolve(schema);
    JsonNode definition =
        new YAMLMapper()
            .readTree(
                Files.readString(
                    PACK.resolve("resources/definitions/" + folder + "/postern.yaml")));
    List<Error> errors =
        SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
            .getSchema(Files.readString(file))
            .validate(definition);
    assertThat(errors).isEmpty();
  }

  @Test
  void everyNameIsAnObjectAndEveryNumberIsThatObject() throws IOException {
    MibModule module = new MibModule();
    for (JsonNode entry : entries()) {
      Matcher name = NAME.matcher(entry.toString());
      while (name.find()) {
        assertThat(module.objects).as(entry.toString()).containsKey(name.group(1));
      }
      MibModule.MibObject value = value(module, entry);
      assertThat(entry.get("num_oid").asString()).isEqualTo("." + value.oid() + ".{{ $index }}");
      assertThat(entry.get("index").asString()).isEqualTo(value.name() + ".{{ $index }}");
    }
  }

  private static MibModule.MibObject value(MibModule module, JsonNode entry) {
    return module.objects.get(entry.get("value").asString().substring(MIB.length()));
  }

  @Test
  void statesAreTheEnumerationsAndOneNameHasOneList() throws IOException {
    MibModule module = new MibModule();
    Map<String, JsonNode> lists = new TreeMap<>();
    for (JsonNode entry : sensors().at("/state/data")) {
      Map<String, Integer> states = new TreeMap<>();
      for (JsonNode state : entry.get("states")) {
        states.put(state.get("descr").asString(), state.get("value").asInt());
        assertThat(state.get("generic").asInt()).isBetween(0, 3);
      }
      assertThat(states).isEqualTo(new TreeMap<>(module.enumeration(value(module, entry))));
      String name = entry.get("state_name").asString();
      assertThat(name).startsWith("postern").hasSizeLessThanOrEqualTo(LONGEST_STATE_NAME);
      assertThat(lists.computeIfAbsent(name, first -> entry.get("states")))
          .isEqualTo(entry.get("states"));
    }
    assertThat(lists.keySet())
        .containsExactly(
            "posternConformance", "posternReachability", "posternSeverity", "posternVerdict");
  }

  @Test
  void aWalkGivesEachSensorOnceWithAStateOfItsList() throws IOException {
    List<Sensor> found = new ArrayList<>();
    TreeSet<String> indexes = new TreeSet<>();
    List<VariableBinding> walk = Walks.all(Walks.mib(Boards.fixed()));
    for (String type : List.of("state", "count", "delay")) {
      for (JsonNode entry : sensors().at("/" + type + "/data")) {
        for (Sensor sensor : expand(type, entry, walk)) {
          found.add(sensor);
          assertThat(indexes.add(sensor.type() + " " + sensor.index())).isTrue();
          if (type.equals("state")) {
            assertThat(entry.get("states"))
                .as(sensor.toString())
                .anyMatch(state -> state.get("value").asString().equals(sensor.value()));
          }
        }
      }
    }
    // The daemon: worst severity, 3 counts of devices, 5 of findings. Two devices: reachability,
    // severity, findings and response time each, the age of one. Three ports, two states each.
    assertThat(found).hasSize(1 + 3 + 5 + 2 * 4 + 1 + 3 * 2);
  }

  private static List<Sensor> expand(String type, JsonNode entry, List<VariableBinding> walk) {
    String column = entry.get("num_oid").asString().replace(".{{ $index }}", "").substring(1) + ".";
    List<Sensor> sensors = new ArrayList<>();
    for (VariableBinding each : walk) {
      String oid = each.getOid().toDottedString();
      if (oid.startsWith(column)) {
        String index = oid.substring(column.length());
        sensors.add(
            new Sensor(
                type,
                entry.get("index").asString().replace("{{ $index }}", index),
                each.getVariable().toString()));
      }
    }
    return sensors;
  }

  @Test
  void theAlertRulesAskForWhatThereIs() throws IOException {
    JsonNode rules = new JsonMapper().readTree(Files.readString(PACK.resolve("alert_rules.json")));
    TreeSet<String> names = new TreeSet<>();
    for (JsonNode rule : rules) {
      assertThat(names.add(rule.get("name").asString())).isTrue();
      assertThat(rule.get("delay").asString()).matches("\\d+[mh]");
      assertThat(rule.get("interval").asString()).matches("\\d+[mh]");
    }
    MibModule module = new MibModule();
    Matcher name = NAME.matcher(rules.toString());
    TreeSet<String> told = new TreeSet<>();
    while (name.find()) {
      told.add(name.group(1));
    }
    TreeSet<String> quiet = new TreeSet<>(module.notifications.keySet());
    quiet.removeAll(told);
    assertThat(module.notifications.keySet()).containsAll(told);
    // A hint for reviews, ends and signs of life are no alerts.
    assertThat(quiet)
        .containsExactly(
            "posternEntryUnused",
            "posternFindingChanged",
            "posternFindingCleared",
            "posternHeartbeat");
    Path fields = SharedRecordings.beside("librenms-schema/alert_rule_fields.json");
    assertFieldsExist(rules, new JsonMapper().readTree(Files.readString(fields)));
  }

  private static void assertFieldsExist(JsonNode node, JsonNode known) {
    if (node.has("field")) {
      String[] field = node.get("field").asString().split("\\.", 2);
      JsonNode names =
          field[0].equals("macros") ? known.get("macros") : known.at("/columns/" + field[0]);
      assertThat(names).as(node.toString()).anyMatch(name -> name.asString().equals(field[1]));
    }
    node.forEach(child -> assertFieldsExist(child, known));
  }
}
