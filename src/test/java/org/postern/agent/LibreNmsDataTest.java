package org.postern.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.snmp4j.smi.VariableBinding;
import tools.jackson.core.util.DefaultIndenter;
import tools.jackson.core.util.DefaultPrettyPrinter;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/**
 * What a LibreNMS has to make of the recording, in the form of its test data: worked out here from
 * the shipped definitions, with no more of LibreNMS' rules than they use. {@code
 * -Dgolden.update=true} writes it anew.
 */
class LibreNmsDataTest {
  private static final Path PACK = Path.of("conf", "librenms");
  private static final Path FILE = PACK.resolve("tests/data/postern.json");
  private static final Pattern COLUMN = Pattern.compile("\\{\\{ POSTERN-MIB::(\\w+) }}");
  private static final String MIB = "POSTERN-MIB::";
  private static final JsonMapper JSON = JsonMapper.shared();

  private final Map<String, String> walk = new TreeMap<>();
  private MibModule module;
  private JsonNode detection;
  private JsonNode discovery;

  @BeforeEach
  void read() throws IOException {
    module = new MibModule();
    detection = definition("os_detection");
    discovery = definition("os_discovery");
    for (VariableBinding each : Walks.all(Walks.mib(Boards.fixed()))) {
      walk.put(each.getOid().toDottedString(), each.getVariable().toString());
    }
  }

  private static JsonNode definition(String folder) throws IOException {
    Path file = PACK.resolve("resources/definitions/" + folder + "/postern.yaml");
    return new YAMLMapper().readTree(Files.readString(file));
  }

  @Test
  void theExpectedDataAreWhatTheDefinitionsMakeOfTheRecording() throws IOException {
    ObjectNode data = JSON.createObjectNode();
    ObjectNode os = data.putObject("os");
    os.putObject("discovery").putArray("devices").add(device());
    os.put("poller", "matches discovery");
    ObjectNode sensors = data.putObject("sensors");
    ObjectNode discovered = sensors.putObject("discovery");
    ArrayNode all = discovered.putArray("sensors");
    sensors().forEach(all::add);
    stateIndexes(discovered.putArray("state_indexes"));
    sensors.put("poller", "matches discovery");
    if (Boolean.getBoolean("golden.update")) {
      DefaultIndenter indent = new DefaultIndenter("    ", "\n");
      Files.createDirectories(FILE.getParent());
      Files.writeString(
          FILE,
          JSON.writer()
                  .with(
                      new DefaultPrettyPrinter()
                          .withObjectIndenter(indent)
                          .withArrayIndenter(indent))
                  .writeValueAsString(data)
                  .replace("\" : ", "\": ")
              + "\n");
    }
    assertThat(JSON.readTree(JSON.writeValueAsString(data)))
        .isEqualTo(JSON.readTree(Files.readString(FILE)));
    assertThat(all).hasSize(24);
  }

  /** Names of people and places are masked; the recording has no contact and no location. */
  private ObjectNode device() throws IOException {
    Map<String, String> system = new TreeMap<>();
    for (String line : Files.readAllLines(PACK.resolve("tests/snmpsim/postern.snmprec"))) {
      String[] parts = line.split("\\|", 3);
      system.put(parts[0], parts[2]);
    }
    return JSON.createObjectNode()
        .put("sysName", "<private>")
        .put("sysObjectID", "." + system.get("1.3.6.1.2.1.1.2.0"))
        .put("sysDescr", system.get("1.3.6.1.2.1.1.1.0"))
        .putNull("sysContact")
        .put("version", system.get(scalar(discovery.at("/modules/os/version"))))
        .putNull("hardware")
        .putNull("features")
        .putNull("location")
        .put("os", detection.get("os").asString())
        .put("type", detection.get("type").asString())
        .putNull("serial")
        .put("icon", detection.get("icon").asString() + ".svg");
  }

  private String scalar(JsonNode name) {
    String text = name.asString().substring(MIB.length());
    return module.objects.get(text.substring(0, text.length() - 2)).oid() + ".0";
  }

  private List<ObjectNode> sensors() {
    List<ObjectNode> sensors = new ArrayList<>();
    for (String type : List.of("count", "delay", "state")) {
      for (JsonNode entry : discovery.at("/modules/sensors/" + type + "/data")) {
        String column = oid(entry.get("value").asString().substring(MIB.length())) + ".";
        walk.forEach(
            (oid, value) -> {
              String index = oid.startsWith(column) ? oid.substring(column.length()) : "";
              if (!index.isEmpty() && !isSkipped(entry, index)) {
                sensors.add(sensor(type, entry, index, value));
              }
            });
      }
    }
    sensors.sort(
        Comparator.comparing((ObjectNode each) -> each.get("sensor_class").asString())
            .thenComparing(each -> each.get("sensor_type").asString())
            .thenComparing(each -> each.get("sensor_index").asString()));
    return sensors;
  }

  private String oid(String object) {
    return module.objects.get(object).oid();
  }

  private boolean isSkipped(JsonNode entry, String index) {
    for (JsonNode skip : entry.path("skip_values")) {
      assertThat(skip.get("op").asString()).isEqualTo("=");
      String value =
          walk.get(oid(skip.get("oid").asString().substring(MIB.length())) + "." + index);
      if (skip.get("value").asString().equals(value)) {
        return true;
      }
    }
    return false;
  }

  private ObjectNode sensor(String type, JsonNode entry, String index, String value) {
    int divisor = entry.path("divisor").asInt(1);
    BigDecimal current = new BigDecimal(value).divide(BigDecimal.valueOf(divisor));
    ObjectNode sensor =
        JSON.createObjectNode()
            .put("sensor_deleted", 0)
            .put("sensor_class", type)
            .put("poller_type", "snmp")
            .put("sensor_oid", entry.get("num_oid").asString().replace("{{ $index }}", index))
            .put("sensor_index", entry.get("index").asString().replace("{{ $index }}", index))
            .put("sensor_type", entry.path("state_name").asString(detection.get("os").asString()))
            .put("sensor_descr", text(entry.get("descr"), index))
            .put("group", text(entry.get("group"), index))
            .put("sensor_divisor", divisor)
            .put("sensor_multiplier", 1)
            .put("sensor_current", current);
    sensor.set("sensor_limit", orNull(entry.path("high_limit")));
    sensor.set("sensor_limit_warn", orNull(entry.path("warn_limit")));
    sensor
        .putNull("sensor_limit_low")
        .putNull("sensor_limit_low_warn")
        .put("sensor_alert", 1)
        .put("sensor_custom", "No")
        .putNull("entPhysicalIndex")
        .putNull("entPhysicalIndex_measured")
        .putNull("sensor_prev")
        .putNull("user_func")
        .put("rrd_type", "GAUGE");
    sensor.set("state_name", orNull(entry.path("state_name")));
    return sensor;
  }

  private static JsonNode orNull(JsonNode value) {
    return value.isMissingNode() ? JSON.nullNode() : value;
  }

  private String text(JsonNode template, String index) {
    return COLUMN
        .matcher(template.asString())
        .replaceAll(name -> walk.get(oid(name.group(1)) + "." + index));
  }

  private void stateIndexes(ArrayNode indexes) {
    Map<String, JsonNode> states = new TreeMap<>();
    for (JsonNode entry : discovery.at("/modules/sensors/state/data")) {
      states.put(entry.get("state_name").asString(), entry.get("states"));
    }
    states.forEach(
        (name, list) ->
            list.forEach(
                state ->
                    indexes
                        .addObject()
                        .put("state_name", name)
                        .put("state_descr", state.get("descr").asString())
                        .put("state_draw_graph", state.get("graph").asInt())
                        .put("state_value", state.get("value").asInt())
                        .put("state_generic_value", state.get("generic").asInt())));
  }
}
