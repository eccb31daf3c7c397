package org.postern;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** JSON as the commands print it and as they talk to the daemon. */
final class Json {
  private static final JsonMapper COMPACT = JsonMapper.builder().build();
  private static final JsonMapper PRETTY =
      JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

  private Json() {}

  /** One line. */
  static String line(Object value) {
    return COMPACT.writeValueAsString(value);
  }

  /** Several lines, for people and scripts alike. */
  static String pretty(Object value) {
    return PRETTY.writeValueAsString(value);
  }

  static JsonNode tree(Object value) {
    return COMPACT.valueToTree(value);
  }

  static JsonNode parse(String text) {
    return COMPACT.readTree(text);
  }

  static <T> T read(String text, Class<T> type) {
    return COMPACT.readValue(text, type);
  }

  static <T> T convert(JsonNode node, Class<T> type) {
    return COMPACT.treeToValue(node, type);
  }
}
