package org.postern.config;

import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.postern.finding.FindingKind;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The keys of the published schema as CONFIGURATION.md writes them. */
final class SchemaKeys {
  private static final String REF = "$ref";
  private static final String SECRET = "#/$defs/secret";
  private static final String DETECTION = "detection.";

  private final JsonNode root;

  SchemaKeys() throws IOException {
    try (InputStream in = SchemaKeys.class.getResourceAsStream("/conf/postern.schema.json")) {
      root = JsonMapper.shared().readTree(in);
    }
  }

  /** Key to default, as text; empty where the schema gives none. */
  Map<String, Optional<String>> all() {
    Map<String, Optional<String>> keys = new TreeMap<>();
    collect("", root, keys);
    return keys;
  }

  private void collect(String path, JsonNode raw, Map<String, Optional<String>> keys) {
    JsonNode schema = resolve(raw);
    if (!path.isEmpty()) {
      keys.put(documented(path), Optional.ofNullable(schema.get("default")).map(SchemaKeys::text));
    }
    String prefix = path.isEmpty() ? "" : path + ".";
    if (SECRET.equals(raw.path(REF).asString(""))) {
      prefix = "SECRET.";
    }
    for (Map.Entry<String, JsonNode> property : schema.path("properties").properties()) {
      collect(prefix + property.getKey(), property.getValue(), keys);
    }
    if (schema.path("additionalProperties").isObject()) {
      collect(prefix + "NAME", schema.get("additionalProperties"), keys);
    }
    for (Map.Entry<String, JsonNode> property :
        resolve(schema.path("items")).path("properties").properties()) {
      collect(path + "[]." + property.getKey(), property.getValue(), keys);
    }
  }

  /** What all kinds of findings have in common is documented once. */
  private static String documented(String path) {
    for (FindingKind kind : FindingKind.values()) {
      String prefix = DETECTION + kind.label();
      String rest = path.startsWith(prefix) ? path.substring(prefix.length()) : "?";
      if (Set.of("", ".enabled", ".raise", ".clear", ".severity").contains(rest)) {
        return DETECTION + "KIND" + rest;
      }
    }
    return path;
  }

  /** Writes every default of the schema into values that leave it out. */
  void spellOutDefaults(ObjectNode values) {
    fill(values, root);
  }

  private void fill(JsonNode value, JsonNode raw) {
    JsonNode schema = resolve(raw);
    if (value instanceof ArrayNode array) {
      array.forEach(item -> fill(item, schema.path("items")));
      return;
    }
    if (!(value instanceof ObjectNode object)) {
      return;
    }
    for (Map.Entry<String, JsonNode> property : schema.path("properties").properties()) {
      JsonNode inner = resolve(property.getValue());
      boolean onlyOptional = inner.has("properties") && !inner.has("required");
      if (!object.has(property.getKey()) && inner.has("default")) {
        object.set(property.getKey(), inner.get("default"));
      } else if (!object.has(property.getKey()) && onlyOptional && !inner.has("maxProperties")) {
        object.putObject(property.getKey());
      }
    }
    for (Map.Entry<String, JsonNode> entry : object.properties()) {
      JsonNode inner = schema.path("properties").path(entry.getKey());
      fill(entry.getValue(), inner.isObject() ? inner : schema.path("additionalProperties"));
    }
  }

  private JsonNode resolve(JsonNode raw) {
    if (!raw.has(REF)) {
      return raw;
    }
    JsonNode target = root.at(raw.get(REF).asString().substring(1));
    ObjectNode merged = resolve(target).deepCopy().asObject();
    raw.properties().forEach(own -> merged.set(own.getKey(), own.getValue()));
    merged.remove(REF);
    return merged;
  }

  private static String text(JsonNode value) {
    if (value.isArray()) {
      return value.isEmpty() ? "empty" : value.get(0).asString();
    }
    return value.asString().isEmpty() ? "empty" : value.asString();
  }
}
