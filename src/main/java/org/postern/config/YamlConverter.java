package org.postern.config;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.nodes.CollectionNode;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/** Turns the parser's node graph into a tree of values; complains about what a tree cannot hold. */
final class YamlConverter {
  /** Aliases multiply; a file that grows beyond this is a mistake or an attack. */
  private static final int MOST_NODES = 2_000_000;

  private static final int DEEPEST = 50;
  private static final Pattern INTEGER = Pattern.compile("-?\\d{1,15}");
  private static final Pattern NUMBER = Pattern.compile("-?\\d{1,15}\\.\\d{1,15}");

  static final String TOO_DEEP = "lists and mappings are nested too deeply";

  private final Path file;
  private final Problems problems;
  private final Set<Node> open = Collections.newSetFromMap(new IdentityHashMap<>());
  private int nodes;

  YamlConverter(Path file, Problems problems) {
    this.file = file;
    this.problems = problems;
  }

  YamlNode convert(Node root) {
    return convert(root, KeyPath.root());
  }

  private YamlNode convert(Node node, KeyPath path) {
    Place place = placeOf(node);
    nodes++;
    if (nodes > MOST_NODES) {
      if (nodes == MOST_NODES + 1) {
        problems.at(place, KeyPath.root(), "aliases (*name) make the file too large");
      }
      return nothing(place);
    }
    if (node instanceof ScalarNode scalar) {
      return scalar(scalar, path, place);
    }
    if (!open.add(node)) {
      problems.at(place, path, "an alias (*name) inside of what it stands for");
      return nothing(place);
    }
    try {
      if (open.size() > DEEPEST) {
        problems.at(place, KeyPath.root(), TOO_DEEP);
        return nothing(place);
      }
      return collection((CollectionNode<?>) node, path, place);
    } finally {
      open.remove(node);
    }
  }

  private YamlNode collection(CollectionNode<?> node, KeyPath path, Place place) {
    if (!node.getTag().equals(Tag.MAP) && !node.getTag().equals(Tag.SEQ)) {
      problems.at(place, path, "tags (!name) are not used here");
    }
    if (node instanceof MappingNode mapping) {
      return new YamlNode.Mapping(place, entries(mapping, path));
    }
    List<YamlNode> items = new ArrayList<>();
    for (Node item : ((SequenceNode) node).getValue()) {
      items.add(convert(item, path.item(items.size())));
    }
    return new YamlNode.Items(place, items);
  }

  private Map<String, YamlNode.Entry> entries(MappingNode mapping, KeyPath path) {
    Map<String, YamlNode.Entry> entries = new LinkedHashMap<>();
    for (NodeTuple tuple : mapping.getValue()) {
      Place keyPlace = placeOf(tuple.getKeyNode());
      if (!(tuple.getKeyNode() instanceof ScalarNode keyNode)) {
        problems.at(keyPlace, path, "a key is a plain word");
        continue;
      }
      String key = keyNode.getValue();
      KeyPath keyPath = path.child(key);
      YamlNode value = convert(tuple.getValueNode(), keyPath);
      YamlNode.Entry first = entries.putIfAbsent(key, new YamlNode.Entry(keyPlace, value));
      if (first != null) {
        KeyPath shown = SecretKeys.keyMayBeSecret(path, value) ? path.child(Shown.STARS) : keyPath;
        problems.at(keyPlace, shown, "given twice; first on " + first.keyPlace().lineText(file));
      }
    }
    return entries;
  }

  private YamlNode scalar(ScalarNode node, KeyPath path, Place place) {
    Tag tag = node.getTag();
    String text = node.getValue();
    if (tag.equals(Tag.STR)) {
      return new YamlNode.Scalar(place, text, YamlNode.Kind.TEXT);
    }
    if (tag.equals(Tag.INT)) {
      return new YamlNode.Scalar(place, text, kindOf(text, INTEGER, YamlNode.Kind.INTEGER));
    }
    if (tag.equals(Tag.FLOAT)) {
      return new YamlNode.Scalar(place, text, kindOf(text, NUMBER, YamlNode.Kind.NUMBER));
    }
    if (tag.equals(Tag.BOOL)) {
      return new YamlNode.Scalar(place, text, YamlNode.Kind.BOOLEAN);
    }
    if (tag.equals(Tag.NULL)) {
      return nothing(place);
    }
    problems.at(place, path, "tags (!name) are not used here; put text in quotes");
    return nothing(place);
  }

  /** Infinity, and numbers of a size that nothing here can have, count as text. */
  private static YamlNode.Kind kindOf(String text, Pattern usual, YamlNode.Kind kind) {
    return usual.matcher(text).matches() ? kind : YamlNode.Kind.TEXT;
  }

  private static YamlNode nothing(Place place) {
    return new YamlNode.Scalar(place, "", YamlNode.Kind.NULL);
  }

  private Place placeOf(Node node) {
    Mark mark =
        node.getStartMark()
            .orElseThrow(() -> new IllegalStateException("marks are switched on in the settings"));
    return new Place(file, mark.getLine() + 1, mark.getColumn() + 1);
  }
}
