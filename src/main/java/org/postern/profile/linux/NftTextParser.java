package org.postern.profile.linux;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Reads what {@code nft -a list ruleset} printed into the form of {@code nft -j}, so that only one
 * form has to be understood. Used once.
 */
final class NftTextParser {
  private static final Pattern HANDLE = Pattern.compile("# handle (\\d+)\\s*$");
  private static final Pattern HOOK =
      Pattern.compile(
          "type (\\S+) hook (\\S+)(?: device \\S+)? priority ([a-z]+|[+-]?\\d+)(?: ([+-]) (\\d+))?;(?: policy (\\S+);)?.*");
  private static final Map<String, Integer> PRIORITIES =
      Map.of(
          "raw", -300, "mangle", -150, "dstnat", -100, "filter", 0, "security", 50, "srcnat", 100);

  private final ArrayNode objects = JsonNodeFactory.instance.arrayNode();
  private final List<String> gaps = new ArrayList<>();
  private final Map<String, ObjectNode> named = new HashMap<>();
  private String family = "";
  private String table = "";
  private String kind = "";
  private String name = "";
  private StringBuilder elements = new StringBuilder();
  private boolean inElements;
  private int depth;

  /**
   * What was read.
   *
   * @param document in the form of {@code nft -j}
   * @param gaps why it may not be all
   */
  record Parsed(JsonNode document, List<String> gaps) {}

  Parsed parse(List<String> lines) {
    for (String line : lines) {
      if (!line.isBlank() && !line.startsWith("#")) {
        read(line.strip());
      }
    }
    if (depth != 0 || inElements) {
      gaps.add("the listing ends inside " + (kind.isEmpty() ? "a table" : kind + " " + name));
    }
    ObjectNode document = JsonNodeFactory.instance.objectNode();
    document.set("nftables", objects);
    return new Parsed(document, gaps);
  }

  private void read(String line) {
    Matcher handle = HANDLE.matcher(line);
    String number = handle.find() ? handle.group(1) : "";
    String text = number.isEmpty() ? line : line.substring(0, handle.start()).strip();
    if (inElements) {
      elements(text);
    } else if (text.equals("}")) {
      close();
    } else if (depth == 2 && kind.equals("chain")) {
      inChain(text, number);
    } else if (depth == 2) {
      inObject(text);
    } else if (text.endsWith("{")) {
      open(text.substring(0, text.length() - 1).strip().split("\\s+"), number);
    }
    // Otherwise it is the comment or the flags of a table.
  }

  private void open(String[] words, String handle) {
    depth++;
    if (depth == 1 && words.length == 3 && words[0].equals("table")) {
      family = words[1];
      table = words[2];
      object("table", table, handle);
    } else if (depth == 2 && words.length >= 2) {
      kind = words[0];
      name = words[words.length - 1];
      named.put(kind, object(kind, name, handle));
    } else {
      gaps.add("not understood: " + String.join(" ", words) + " {");
    }
  }

  private void close() {
    depth--;
    kind = depth < 2 ? "" : kind;
    if (depth < 0) {
      gaps.add("a brace too many");
      depth = 0;
    }
  }

  private ObjectNode object(String objectKind, String objectName, String handle) {
    ObjectNode object = JsonNodeFactory.instance.objectNode();
    object.put("family", family);
    object.put("name", objectName);
    if (!objectKind.equals("table")) {
      object.put("table", table);
    }
    if (!handle.isEmpty()) {
      object.put("handle", Long.parseLong(handle));
    }
    ObjectNode wrapper = JsonNodeFactory.instance.objectNode();
    wrapper.set(objectKind, object);
    objects.add(wrapper);
    return object;
  }

  private void inObject(String text) {
    ObjectNode object = named.get(kind);
    if (object == null) {
      return;
    }
    Matcher counter = Pattern.compile("packets (\\d{1,20}) bytes (\\d{1,20})").matcher(text);
    if (kind.equals("counter") && counter.matches()) {
      object.put("packets", new java.math.BigInteger(counter.group(1)));
    } else if (text.startsWith("elements = {")) {
      inElements = true;
      elements = new StringBuilder();
      elements(text.substring("elements = {".length()));
    }
  }

  private void elements(String text) {
    boolean last = text.endsWith("}");
    elements.append(' ').append(last ? text.substring(0, text.length() - 1) : text);
    ObjectNode object = named.get(kind);
    if (last && object != null) {
      inElements = false;
      object.set("elem", NftRuleParser.elements(elements.toString()));
    }
  }

  private void inChain(String text, String handle) {
    ObjectNode chain = named.get("chain");
    Matcher hook = HOOK.matcher(text);
    if (chain != null && hook.matches()) {
      chain.put("type", hook.group(1));
      chain.put("hook", hook.group(2));
      chain.put("prio", priority(hook.group(3), hook.group(4), hook.group(5)));
      chain.put("policy", hook.group(6) == null ? "accept" : hook.group(6));
      return;
    }
    if (handle.isEmpty() && (text.startsWith("comment ") || text.startsWith("policy "))) {
      return;
    }
    ObjectNode rule = object("rule", "", handle);
    rule.put("chain", name);
    if (handle.isEmpty()) {
      // Every rule of nft -a has a handle; a line without one is the end of a cut listing.
      gaps.add("a rule without a handle: " + text);
    }
    new NftRuleParser(text).into(rule);
  }

  private static int priority(
      String base,
      @org.jspecify.annotations.Nullable String sign,
      @org.jspecify.annotations.Nullable String offset) {
    Integer named = PRIORITIES.get(base);
    int value = named != null ? named : base.matches("[+-]?\\d{1,9}") ? Integer.parseInt(base) : 0;
    int distance = offset == null || offset.length() > 9 ? 0 : Integer.parseInt(offset);
    return "-".equals(sign) ? value - distance : value + distance;
  }
}
