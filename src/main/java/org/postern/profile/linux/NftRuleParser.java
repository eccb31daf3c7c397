package org.postern.profile.linux;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Reads one rule as nft prints it into nft's JSON form. From the first word that is not known up to
 * the verdict all becomes one statement "unreadable". Used once.
 */
final class NftRuleParser {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
  private static final Pattern TOKEN =
      Pattern.compile("\"(?:[^\"\\\\]|\\\\.)*\"|[{},]|[^\\s{},\"]+");
  private static final Set<String> OPERATORS = Set.of("==", "!=", "<", ">", "<=", ">=");
  private static final Set<String> PAYLOADS =
      Set.of("ip", "ip6", "tcp", "udp", "udplite", "sctp", "dccp", "th", "icmp", "icmpv6");
  private static final Set<String> VERDICTS = Set.of("accept", "drop", "return", "continue");
  private static final Set<String> INTERFACES = Set.of("iifname", "oifname", "iif", "oif");

  private final List<String> tokens;
  private final ArrayNode statements = JSON.arrayNode();
  private int at;

  NftRuleParser(String text) {
    tokens = split(text);
  }

  private static List<String> split(String text) {
    List<String> tokens = new ArrayList<>();
    Matcher matcher = TOKEN.matcher(text);
    while (matcher.find()) {
      tokens.add(matcher.group());
    }
    return tokens;
  }

  /** Puts the statements and the comment into {@code rule}. */
  void into(ObjectNode rule) {
    List<String> unreadable = new ArrayList<>();
    while (at < tokens.size()) {
      int start = at;
      if (!statement(rule)) {
        at = start;
        // What stands in braces of something unknown is no statement of this rule.
        unreadable.add(peek().equals("{") ? "{ " + join(braces()) + " }" : next());
      }
    }
    ArrayNode all = JSON.arrayNode();
    if (!unreadable.isEmpty()) {
      all.add(wrap("unreadable", JSON.stringNode(String.join(" ", unreadable))));
    }
    statements.forEach(all::add);
    rule.set("expr", all);
  }

  private static String join(ArrayNode elements) {
    return NftText.value(elements);
  }

  private boolean statement(ObjectNode rule) {
    String word = next();
    if (VERDICTS.contains(word)) {
      statements.add(wrap(word, JSON.nullNode()));
      return true;
    }
    if (INTERFACES.contains(word)) {
      return comparison(key("meta", word));
    }
    if (PAYLOADS.contains(word)) {
      ObjectNode payload = JSON.objectNode();
      payload.put("protocol", word);
      payload.put("field", next());
      return comparison(wrap("payload", payload));
    }
    switch (word) {
      case "meta" -> {
        return comparison(key("meta", next()));
      }
      case "ct" -> {
        return comparison(key("ct", next()));
      }
      case "counter" -> {
        return counter();
      }
      case "jump", "goto" -> {
        ObjectNode target = JSON.objectNode();
        target.put("target", next());
        statements.add(wrap(word, target));
        return true;
      }
      case "reject" -> {
        return reject();
      }
      case "comment" -> {
        rule.put("comment", unquoted(next()));
        return true;
      }
      case "log" -> {
        return log();
      }
      case "limit" -> {
        return limit();
      }
      case "queue" -> {
        statements.add(wrap("queue", JSON.nullNode()));
        skipToComment();
        return true;
      }
      case "notrack" -> {
        statements.add(wrap("notrack", JSON.nullNode()));
        return true;
      }
      case "xt" -> {
        ObjectNode opaque = JSON.objectNode();
        opaque.put("type", next());
        opaque.put("name", unquoted(next()));
        statements.add(wrap("xt", opaque));
        return true;
      }
      default -> {
        return false;
      }
    }
  }

  private String next() {
    return at < tokens.size() ? tokens.get(at++) : "";
  }

  private String peek() {
    return at < tokens.size() ? tokens.get(at) : "";
  }

  private static ObjectNode key(String kind, String key) {
    ObjectNode object = JSON.objectNode();
    object.put("key", key);
    return wrap(kind, object);
  }

  private static ObjectNode wrap(String key, JsonNode value) {
    ObjectNode object = JSON.objectNode();
    object.set(key, value);
    return object;
  }

  private boolean counter() {
    ObjectNode counter = JSON.objectNode();
    if (peek().equals("packets")) {
      at++;
      String packets = next();
      at += peek().equals("bytes") ? 2 : 0;
      if (!packets.matches("\\d{1,20}")) {
        return false;
      }
      counter.put("packets", new java.math.BigInteger(packets));
      statements.add(wrap("counter", counter));
    } else if (peek().equals("name")) {
      at++;
      statements.add(wrap("counter", JSON.stringNode(unquoted(next()))));
    } else {
      statements.add(wrap("counter", JSON.nullNode()));
    }
    return true;
  }

  private boolean reject() {
    ObjectNode reject = JSON.objectNode();
    if (peek().equals("with")) {
      at++;
      List<String> type = new ArrayList<>();
      while (at < tokens.size() && !peek().equals("comment")) {
        type.add(next());
      }
      reject.put("type", String.join(" ", type));
    }
    statements.add(wrap("reject", reject));
    return true;
  }

  private boolean log() {
    while (Set.of("prefix", "level", "group", "flags", "snaplen", "queue-threshold")
        .contains(peek())) {
      at += 2;
    }
    statements.add(wrap("log", JSON.nullNode()));
    return true;
  }

  private void skipToComment() {
    while (at < tokens.size() && !peek().equals("comment")) {
      at++;
    }
  }

  /** "rate over 10/second burst 5 packets". */
  private boolean limit() {
    List<String> words = new ArrayList<>();
    while (Set.of("rate", "over", "burst", "packets", "bytes").contains(peek())
        || peek().matches("\\d+(/\\w+)?")) {
      words.add(next());
    }
    statements.add(wrap("limit", JSON.stringNode(String.join(" ", words))));
    return true;
  }

  private boolean comparison(ObjectNode left) {
    if (peek().equals("set")) {
      at += 2;
      statements.add(wrap("mangle", JSON.nullNode()));
      return true;
    }
    if (peek().equals("vmap")) {
      at++;
      ObjectNode map = JSON.objectNode();
      map.set("key", left);
      map.set("data", peek().equals("{") ? wrap("set", braces()) : JSON.stringNode(next()));
      statements.add(wrap("vmap", map));
      return true;
    }
    boolean explicit = OPERATORS.contains(peek());
    String op = explicit ? next() : "==";
    JsonNode right = right();
    // "set", "&", "." and the like: not a comparison of one thing with values.
    if (right.isMissingNode() || Set.of("&", "and", ".", "/", "|", "or").contains(peek())) {
      return false;
    }
    boolean flags = left.path("payload").path("field").asString("").equals("flags");
    ObjectNode match = JSON.objectNode();
    match.put("op", flags && !explicit ? "in" : op);
    match.set("left", left);
    match.set("right", right);
    statements.add(wrap("match", match));
    return true;
  }

  private JsonNode right() {
    if (peek().equals("{")) {
      return wrap("set", braces());
    }
    String first = next();
    if (first.isEmpty() || Set.of("set", "&", "and", ".", "or", "|").contains(first)) {
      return JSON.missingNode();
    }
    if (!peek().equals(",")) {
      return value(first);
    }
    ArrayNode list = JSON.arrayNode();
    list.add(value(first));
    while (peek().equals(",")) {
      at++;
      list.add(value(next()));
    }
    return list;
  }

  private ArrayNode braces() {
    int depth = 0;
    StringBuilder inside = new StringBuilder();
    do {
      String token = next();
      depth += token.equals("{") ? 1 : token.equals("}") ? -1 : 0;
      boolean outer = depth == 0 || (token.equals("{") && depth == 1);
      inside.append(outer ? "" : " " + token);
    } while (depth > 0 && at < tokens.size());
    return elements(inside.toString());
  }

  /** Reads set elements: "110, 143", "10.0.0.0/8 timeout 1h", "25 : accept". */
  static ArrayNode elements(String text) {
    ArrayNode elements = JSON.arrayNode();
    List<String> words = new ArrayList<>();
    for (String token : split(text + ",")) {
      if (!token.equals(",")) {
        words.add(token);
      } else if (!words.isEmpty()) {
        elements.add(element(words));
        words.clear();
      }
    }
    return elements;
  }

  private static JsonNode element(List<String> words) {
    int colon = words.indexOf(":");
    // Behind the value may stand timeout, expires, counter or comment.
    if (colon < 0) {
      return words.size() > 1 && words.get(1).equals(".")
          ? wrap("concat", JSON.stringNode(String.join(" ", words)))
          : value(words.get(0));
    }
    ArrayNode pair = JSON.arrayNode();
    pair.add(value(words.get(0)));
    String verdict = colon + 1 < words.size() ? words.get(colon + 1) : "";
    JsonNode target = JSON.nullNode();
    if (colon + 2 < words.size()) {
      ObjectNode object = JSON.objectNode();
      object.put("target", words.get(colon + 2));
      target = object;
    }
    pair.add(wrap(verdict, target));
    return pair;
  }

  private static JsonNode value(String word) {
    String text = unquoted(word);
    if (!text.equals(word)) {
      return JSON.stringNode(text);
    }
    if (text.matches("\\d{1,9}")) {
      return JSON.numberNode(Integer.parseInt(text));
    }
    int slash = text.lastIndexOf('/');
    if (slash > 0 && text.substring(slash + 1).matches("\\d{1,3}")) {
      ObjectNode prefix = JSON.objectNode();
      prefix.put("addr", text.substring(0, slash));
      prefix.put("len", Integer.parseInt(text.substring(slash + 1)));
      return wrap("prefix", prefix);
    }
    int dash = text.indexOf('-');
    boolean range =
        dash > 0 && text.matches("[0-9A-Fa-f.:]+-[0-9A-Fa-f.:]+") && text.matches(".*\\d.*");
    if (range) {
      ArrayNode ends = JSON.arrayNode();
      ends.add(value(text.substring(0, dash)));
      ends.add(value(text.substring(dash + 1)));
      return wrap("range", ends);
    }
    return JSON.stringNode(text);
  }

  private static String unquoted(String word) {
    return word.length() >= 2 && word.startsWith("\"") && word.endsWith("\"")
        ? word.substring(1, word.length() - 1).replace("\\\"", "\"")
        : word;
  }
}
