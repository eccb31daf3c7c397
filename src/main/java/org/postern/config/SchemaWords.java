package org.postern.config;

import com.networknt.schema.Error;
import com.networknt.schema.path.NodePath;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** Says in words for operators what does not fit the JSON Schema; immutable. */
final class SchemaWords {
  static final String MISSING = "missing";

  private static final String DEFS = "$defs";
  private static final Map<String, String> FORMS =
      Map.of(
          "duration", Quantity.DURATION_FORM,
          "size", Quantity.SIZE_FORM,
          "date", "must be a date such as 2027-01-31",
          "moment", "must be a date and time such as 2027-01-31T22:00",
          "oid", "must be an object identifier such as 1.3.6.1.4.1.32473.25");

  private static final Map<String, String> TYPES =
      Map.of(
          "string", "text",
          "integer", "a whole number",
          "number", "a number",
          "boolean", "true or false",
          "array", "a list",
          "object", "a mapping");

  /** Words other tools use for the same thing. */
  private static final Map<String, String> SYNONYMS =
      Map.of(
          "host", "address",
          "hostname", "address",
          "ip", "address",
          "expiry", "expires",
          "username", "user",
          "port", "address",
          "timezone", "timeZone");

  private final JsonNode schema;
  private final Set<String> keysElsewhere;

  /**
   * Words for one schema.
   *
   * @param keysElsewhere keys that are known, but belong into the main file
   */
  SchemaWords(JsonNode schema, Set<String> keysElsewhere) {
    this.schema = schema;
    this.keysElsewhere = keysElsewhere;
  }

  String of(Error error, YamlNode node) {
    JsonNode rule = ruleOf(error);
    return switch (error.getKeyword()) {
      case "type" -> type(rule.path("type"), node);
      case "enum" -> oneOf(rule.path("enum"), node);
      case "minimum", "maximum" -> range(rule);
      case "pattern" -> form(error);
      case "minLength" -> "must not be empty";
      case "minItems" -> "must have at least one entry";
      case "uniqueItems" -> "lists the same twice";
      case "minProperties", "maxProperties" ->
          "must have exactly one of " + Shown.choice(namesIn(rule));
      default -> "does not fit the schema (" + error.getKeyword() + ")";
    };
  }

  String ofUnknownKey(Error error, String key) {
    if (keysElsewhere.contains(key)) {
      return "belongs into the main file; an included file has devices and include only";
    }
    if (key.equals("<<")) {
      return "unknown key; merging (<<) is not part of YAML 1.2";
    }
    List<String> known = namesIn(ruleOf(error));
    String synonym = SYNONYMS.getOrDefault(key, "");
    if (known.contains(synonym)) {
      return "unknown key; did you mean " + Shown.quoted(synonym) + "?";
    }
    return "unknown key; "
        + Suggestion.near(key, known)
            .map(near -> "did you mean " + Shown.quoted(near) + "?")
            .orElse("known here: " + String.join(", ", known));
  }

  private static String type(JsonNode allowed, YamlNode node) {
    List<String> words = new ArrayList<>();
    List<JsonNode> types =
        allowed.isArray() ? allowed.values().stream().toList() : List.of(allowed);
    for (JsonNode type : types) {
      String word = TYPES.get(type.asString());
      if (word != null) {
        words.add(word);
      }
    }
    String must = "must be " + Shown.choice(words);
    if (!(node instanceof YamlNode.Scalar scalar)) {
      return must;
    }
    return switch (scalar.kind()) {
      case NULL -> "has no value; " + must;
      case INTEGER, NUMBER, BOOLEAN -> words.contains("text") ? must + "; put it in quotes" : must;
      case TEXT -> must;
    };
  }

  private static String oneOf(JsonNode allowed, YamlNode node) {
    List<String> words = allowed.values().stream().map(JsonNode::asString).toList();
    String near =
        node instanceof YamlNode.Scalar scalar
            ? Suggestion.near(scalar.text(), words)
                .map(word -> "; did you mean " + Shown.quoted(word) + "?")
                .orElse("")
            : "";
    return "must be " + Shown.choice(words) + near;
  }

  private static String range(JsonNode rule) {
    return "must be " + rule.path("minimum").asString() + " to " + rule.path("maximum").asString();
  }

  private static String form(Error error) {
    NodePath location = error.getSchemaLocation().getFragment();
    String definition =
        location.getNameCount() > 1 && DEFS.equals(location.getName(0)) ? location.getName(1) : "";
    return FORMS.getOrDefault(definition, "must be a time of day such as 22:00");
  }

  private static List<String> namesIn(JsonNode rule) {
    return List.copyOf(rule.path("properties").propertyNames());
  }

  /** The schema object the violated keyword stands in. */
  private JsonNode ruleOf(Error error) {
    NodePath location = error.getSchemaLocation().getFragment();
    JsonNode at = schema;
    for (int i = 0; i < location.getNameCount() - 1; i++) {
      Object step = location.getElement(i);
      at = step instanceof Integer position ? at.path(position) : at.path(step.toString());
    }
    return at;
  }
}
