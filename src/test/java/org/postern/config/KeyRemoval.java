package org.postern.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.postern.finding.FindingKind;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Takes the keys of a good file away one by one and looks whether anybody notices. */
final class KeyRemoval {
  /** JSON is YAML, so that the changed file needs no other writer. */
  private static final JsonMapper JSON = JsonMapper.shared();

  private final Path file;
  private final JsonNode root;
  private final Set<String> keys = new HashSet<>();
  private final Map<String, Boolean> effect = new HashMap<>();

  /** Kinds that have no settings of their own. */
  private static final Set<FindingKind> PLAIN =
      EnumSet.of(
          FindingKind.ACL_CHANGED,
          FindingKind.PERMIT_WIDENED,
          FindingKind.EXPECTED_DENY,
          FindingKind.EXPECTED_PERMIT,
          FindingKind.DEVICE_UNREACHABLE,
          FindingKind.MONITOR_BLIND,
          FindingKind.RULE_SHADOWED);

  KeyRemoval(Path file) throws IOException {
    this.file = file;
    Object values = new Load(LoadSettings.builder().build()).loadFromString(Files.readString(file));
    this.root = JSON.valueToTree(values);
    collect("", root);
  }

  Set<String> keys() {
    return keys;
  }

  private void collect(String path, JsonNode node) {
    if (node instanceof ObjectNode object) {
      for (String key : List.copyOf(object.propertyNames())) {
        String documented = name(path, key);
        keys.add(documented);
        collect(documented, object.get(key));
      }
    } else if (node instanceof ArrayNode array) {
      array.forEach(item -> collect(path + "[]", item));
    }
  }

  /** The path as CONFIGURATION.md writes it. */
  private static String name(String path, String key) {
    if (path.endsWith("community") || path.endsWith("password")) {
      return "SECRET." + key;
    }
    if (path.equals("detection")
        && Words.KINDS.containsKey(key)
        && PLAIN.contains(FindingKind.parse(key).orElseThrow())) {
      return "detection.KIND";
    }
    boolean free =
        Set.of(
                "agent.views",
                "credentials",
                "detection.calendar.sites",
                "devices[].zones",
                "policy.zones",
                "policy.roles")
            .contains(path);
    return path.isEmpty() ? key : path + "." + (free ? "NAME" : key);
  }

  /** Keys that may be taken away, or turned round, without a difference wherever they stand. */
  List<String> keysWithoutEffect() throws IOException {
    ConfigResult whole = load();
    visit("", root, whole);
    List<String> dead = new ArrayList<>();
    effect.forEach(
        (key, noticed) -> {
          if (!noticed) {
            dead.add(key);
          }
        });
    dead.remove("include"); // its effect has tests of its own
    return dead;
  }

  private void visit(String path, JsonNode node, ConfigResult whole) throws IOException {
    if (node instanceof ArrayNode array) {
      for (JsonNode item : array) {
        visit(path + "[]", item, whole);
      }
      return;
    }
    if (!(node instanceof ObjectNode object)) {
      return;
    }
    for (String key : List.copyOf(object.propertyNames())) {
      String documented = name(path, key);
      visit(documented, object.get(key), whole);
      if (!effect.getOrDefault(documented, false)) {
        effect.put(documented, isNoticed(object, key, whole));
      }
    }
  }

  private boolean isNoticed(ObjectNode object, String key, ConfigResult whole) throws IOException {
    JsonNode value = object.remove(key);
    boolean noticed = !load().equals(whole);
    if (!noticed && value.isBoolean()) {
      object.put(key, !value.asBoolean());
      noticed = !load().equals(whole);
    }
    object.set(key, value);
    return noticed;
  }

  private ConfigResult load() throws IOException {
    // Beside the original, for its relative paths; under one name, so that results compare.
    Path changed = file.resolveSibling("changed-" + file.getFileName());
    try {
      Files.writeString(changed, JSON.writeValueAsString(root));
      return ConfigFiles.load(changed);
    } finally {
      Files.deleteIfExists(changed);
    }
  }
}
