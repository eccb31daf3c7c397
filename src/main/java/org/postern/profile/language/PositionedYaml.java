package org.postern.profile.language;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** A YAML document as a JSON tree that still knows the line of each of its values. */
public final class PositionedYaml {
  private final Map<String, Integer> lines = new HashMap<>();
  private final JsonNode tree;

  private PositionedYaml(Node root) {
    tree = convert(root, "");
  }

  /**
   * Reads one document (YAML 1.2, JSON schema).
   *
   * @throws Malformed if it is not YAML, is empty, or says a key twice
   */
  public static PositionedYaml read(String text) {
    try {
      Optional<Node> root = new Compose(LoadSettings.builder().build()).composeString(text);
      return new PositionedYaml(root.orElseThrow(() -> new Malformed(1, "is empty", null)));
    } catch (MarkedYamlEngineException e) {
      throw new Malformed(line(e.getProblemMark()), "is not YAML: " + e.getProblem(), e);
    } catch (YamlEngineException e) {
      throw new Malformed(0, "is not YAML: " + e.getMessage(), e);
    }
  }

  public JsonNode tree() {
    return tree;
  }

  /** The line of what a JSON pointer names, or of the nearest thing around it. */
  public int line(String pointer) {
    String at = pointer;
    while (true) {
      Integer line = lines.get(at);
      if (line != null) {
        return line;
      }
      if (at.isEmpty()) {
        return 0;
      }
      at = at.substring(0, at.lastIndexOf('/'));
    }
  }

  private JsonNode convert(Node node, String pointer) {
    lines.putIfAbsent(pointer, line(node.getStartMark()));
    if (node instanceof MappingNode mapping) {
      return convert(mapping, pointer);
    }
    if (node instanceof SequenceNode sequence) {
      ArrayNode array = JsonNodeFactory.instance.arrayNode();
      for (Node item : sequence.getValue()) {
        array.add(convert(item, pointer + "/" + array.size()));
      }
      return array;
    }
    return scalar((ScalarNode) node);
  }

  private ObjectNode convert(MappingNode mapping, String pointer) {
    ObjectNode object = JsonNodeFactory.instance.objectNode();
    for (NodeTuple tuple : mapping.getValue()) {
      int line = line(tuple.getKeyNode().getStartMark());
      if (!(tuple.getKeyNode() instanceof ScalarNode key)) {
        throw new Malformed(line, "has a key that is no text", null);
      }
      String name = key.getValue();
      if (object.has(name)) {
        throw new Malformed(line, "says " + name + " twice", null);
      }
      String child = pointer + "/" + name.replace("~", "~0").replace("/", "~1");
      lines.put(child, line);
      object.set(name, convert(tuple.getValueNode(), child));
    }
    return object;
  }

  private static JsonNode scalar(ScalarNode node) {
    JsonNodeFactory factory = JsonNodeFactory.instance;
    String text = node.getValue();
    Tag tag = node.getTag();
    if (tag.equals(Tag.INT)) {
      try {
        return factory.numberNode(Long.parseLong(text));
      } catch (NumberFormatException e) {
        return factory.stringNode(text);
      }
    }
    if (tag.equals(Tag.BOOL)) {
      return factory.booleanNode(Boolean.parseBoolean(text));
    }
    return tag.equals(Tag.NULL) ? factory.nullNode() : factory.stringNode(text);
  }

  private static int line(Optional<Mark> mark) {
    return mark.map(found -> found.getLine() + 1).orElse(0);
  }

  /** The text is not one YAML document. */
  public static final class Malformed extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int line;

    Malformed(int line, String message, @org.jspecify.annotations.Nullable Exception cause) {
      super(message, cause);
      this.line = line;
    }

    /** 1 and up, or 0 if unknown. */
    public int line() {
      return line;
    }
  }
}
