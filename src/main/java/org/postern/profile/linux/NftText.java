package org.postern.profile.linux;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/** Writes a rule of nft's JSON form as nft would print it, without counters and comment. */
final class NftText {
  private static final Set<String> BARE = Set.of("accept", "drop", "return", "continue");

  private NftText() {}

  static String rule(JsonNode rule) {
    List<String> parts = new ArrayList<>();
    for (JsonNode expression : rule.path("expr")) {
      for (Map.Entry<String, JsonNode> statement : expression.properties()) {
        String text = statement(statement.getKey(), statement.getValue());
        if (!text.isEmpty()) {
          parts.add(text);
        }
      }
    }
    return String.join(" ", parts);
  }

  private static String statement(String kind, JsonNode value) {
    if (BARE.contains(kind)) {
      return kind;
    }
    return switch (kind) {
      case "match" ->
          comparison(value.path("op").asString("=="), value.path("left"), value.path("right"));
      case "counter" -> "";
      case "jump", "goto" -> kind + " " + value.path("target").asString("");
      case "reject" ->
          value.has("type") ? "reject with " + value.path("type").asString("") : "reject";
      case "vmap" -> value(value.path("key")) + " vmap " + value(value.path("data"));
      case "xt" -> "xt " + value.path("type").asString("") + " " + value.path("name").asString("");
      case "unreadable" -> value.asString("");
      default -> kind;
    };
  }

  static String comparison(String op, JsonNode left, JsonNode right) {
    String between = op.equals("==") || op.equals("in") ? " " : " " + op + " ";
    return value(left) + between + value(right);
  }

  static String value(JsonNode value) {
    if (value.isValueNode()) {
      return value.asString("");
    }
    if (value.isArray()) {
      return value.valueStream().map(NftText::value).collect(Collectors.joining(", "));
    }
    for (Map.Entry<String, JsonNode> part : value.properties()) {
      return object(part.getKey(), part.getValue());
    }
    return "";
  }

  private static String object(String kind, JsonNode value) {
    return switch (kind) {
      case "payload" ->
          value.path("protocol").asString("") + " " + value.path("field").asString("");
      case "meta" -> meta(value.path("key").asString(""));
      case "ct" -> "ct " + value.path("key").asString("");
      case "prefix" -> value.path("addr").asString("") + "/" + value.path("len").asString("");
      case "range" -> value(value.path(0)) + "-" + value(value.path(1));
      case "set" -> "{ " + elements(value) + " }";
      case "elem" -> value(value.path("val"));
      case "concat" -> value.valueStream().map(NftText::value).collect(Collectors.joining(" . "));
      case "&", "|" ->
          value.valueStream().map(NftText::value).collect(Collectors.joining(" " + kind + " "));
      case "jump", "goto" -> kind + " " + value.path("target").asString("");
      default -> kind + (value.isNull() ? "" : " " + value);
    };
  }

  private static String meta(String key) {
    return key.startsWith("iif") || key.startsWith("oif") ? key : "meta " + key;
  }

  private static String elements(JsonNode elements) {
    if (!elements.isArray()) {
      return value(elements);
    }
    return elements
        .valueStream()
        .map(
            element ->
                element.isArray() && element.size() == 2
                    ? value(element.path(0)) + " : " + value(element.path(1))
                    : value(element))
        .collect(Collectors.joining(", "));
  }
}
