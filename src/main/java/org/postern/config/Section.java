package org.postern.config;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A mapping of the file, read key by key. A wrong value is noted as a problem and read as if it
 * were absent, so that reading goes on and finds the next problem.
 */
final class Section {
  private final KeyPath path;
  private final YamlNode.Mapping mapping;
  private final Problems problems;

  Section(KeyPath path, YamlNode.Mapping mapping, Problems problems) {
    this.path = path;
    this.mapping = mapping;
    this.problems = problems;
  }

  /** A value of a list or of a mapping with free names. */
  record Item(KeyPath path, YamlNode node, Place place) {}

  KeyPath path() {
    return path;
  }

  Place place() {
    return mapping.place();
  }

  boolean has(String key) {
    return value(key).isPresent();
  }

  /** What stands at a key; empty if it is absent or has no value. */
  Optional<YamlNode> value(String key) {
    YamlNode.Entry entry = mapping.entries().get(key);
    return entry == null || isNull(entry.value()) ? Optional.empty() : Optional.of(entry.value());
  }

  private static boolean isNull(YamlNode node) {
    return node instanceof YamlNode.Scalar scalar && scalar.kind() == YamlNode.Kind.NULL;
  }

  /** Notes that the value at {@code key} is wrong. */
  void wrong(String key, String message) {
    Optional<YamlNode> value = value(key);
    if (value.isPresent()) {
      problems.atValue(path.child(key), value.get(), message);
    } else {
      problems.at(place(), path.child(key), message);
    }
  }

  /** Notes that the value at {@code key} is doubtful. */
  void doubtful(String key, String message) {
    problems.warn(value(key).map(YamlNode::place).orElse(place()), path.child(key), message);
  }

  Optional<String> text(String key) {
    Optional<YamlNode> value = value(key);
    if (value.isEmpty()) {
      return Optional.empty();
    }
    Optional<String> text = textOf(value.get());
    if (text.isEmpty()) {
      wrong(key, "must be text");
    }
    return text;
  }

  String text(String key, String otherwise) {
    return text(key).orElse(otherwise);
  }

  /** Text that must be there; its absence is noted. */
  Optional<String> requiredText(String key) {
    if (!has(key)) {
      problems.at(place(), path.child(key), SchemaWords.MISSING);
    }
    return text(key);
  }

  boolean flag(String key, boolean otherwise) {
    Optional<YamlNode> value = value(key);
    if (value.isEmpty()) {
      return otherwise;
    }
    if (value.get() instanceof YamlNode.Scalar scalar && scalar.kind() == YamlNode.Kind.BOOLEAN) {
      return Boolean.parseBoolean(scalar.text());
    }
    wrong(key, "must be true or false");
    return otherwise;
  }

  int integer(String key, int least, int most, int otherwise) {
    double number = number(key, least, most, otherwise);
    if (number != Math.rint(number)) {
      wrong(key, "must be a whole number");
      return otherwise;
    }
    return (int) number;
  }

  double number(String key, double least, double most, double otherwise) {
    Optional<YamlNode> value = value(key);
    if (value.isEmpty()) {
      return otherwise;
    }
    if (!(value.get() instanceof YamlNode.Scalar scalar)
        || (scalar.kind() != YamlNode.Kind.INTEGER && scalar.kind() != YamlNode.Kind.NUMBER)) {
      wrong(key, "must be a number");
      return otherwise;
    }
    double number = Double.parseDouble(scalar.text());
    if (!(number >= least && number <= most)) {
      wrong(key, "must be " + least + " to " + most);
      return otherwise;
    }
    return number;
  }

  Optional<Duration> duration(String key, Duration least, Duration most) {
    Optional<String> text = text(key);
    if (text.isEmpty()) {
      return Optional.empty();
    }
    Optional<Duration> duration = Quantity.duration(text.get());
    if (duration.isEmpty()) {
      wrong(key, Quantity.DURATION_FORM);
      return Optional.empty();
    }
    if (duration.get().compareTo(least) < 0 || duration.get().compareTo(most) > 0) {
      wrong(key, "must be " + Quantity.text(least) + " to " + Quantity.text(most));
      return Optional.empty();
    }
    return duration;
  }

  /** One of several words. */
  <T> Optional<T> word(String key, Map<String, T> words) {
    Optional<String> text = text(key);
    if (text.isEmpty()) {
      return Optional.empty();
    }
    T meaning = words.get(text.get());
    if (meaning == null) {
      wrong(
          key,
          "must be "
              + Shown.choice(List.copyOf(words.keySet()))
              + Suggestion.question(text.get(), words.keySet()));
    }
    return Optional.ofNullable(meaning);
  }

  /** A path; a relative one begins at the folder of the file it is written in. */
  Optional<Path> path(String key) {
    Optional<String> text = text(key);
    if (text.isEmpty()) {
      return Optional.empty();
    }
    try {
      return Optional.of(besideFile(place().file(), text.get()));
    } catch (InvalidPathException e) {
      wrong(key, "is not a path: " + e.getReason());
      return Optional.empty();
    }
  }

  static Path besideFile(Path file, String written) {
    return file.resolveSibling(written).normalize();
  }

  /** The mapping at a key; an empty one if it is absent. */
  Section section(String key) {
    Optional<YamlNode> value = value(key);
    if (value.isPresent() && value.get() instanceof YamlNode.Mapping inner) {
      return new Section(path.child(key), inner, problems);
    }
    if (value.isPresent()) {
      wrong(key, "must be a mapping");
    }
    return new Section(path.child(key), new YamlNode.Mapping(place(), Map.of()), problems);
  }

  /** The list at a key; no items if it is absent. */
  List<Item> items(String key) {
    Optional<YamlNode> value = value(key);
    if (value.isEmpty()) {
      return List.of();
    }
    if (!(value.get() instanceof YamlNode.Items list)) {
      wrong(key, "must be a list");
      return List.of();
    }
    List<Item> items = new ArrayList<>();
    for (YamlNode node : list.items()) {
      items.add(new Item(path.child(key).item(items.size()), node, node.place()));
    }
    return items;
  }

  /** The list of mappings at a key. */
  List<Section> sections(String key) {
    return items(key).stream().flatMap(item -> section(item).stream()).toList();
  }

  /** The list of texts at a key. */
  List<String> texts(String key) {
    return items(key).stream().flatMap(item -> text(item).stream()).toList();
  }

  /** All entries of this mapping, whose keys are free names. */
  Map<String, Item> named() {
    Map<String, Item> named = new LinkedHashMap<>();
    mapping
        .entries()
        .forEach(
            (key, entry) ->
                named.put(key, new Item(path.child(key), entry.value(), entry.keyPlace())));
    return named;
  }

  Optional<Section> section(Item item) {
    if (item.node() instanceof YamlNode.Mapping inner) {
      return Optional.of(new Section(item.path(), inner, problems));
    }
    problems.atValue(item.path(), item.node(), "must be a mapping");
    return Optional.empty();
  }

  Optional<String> text(Item item) {
    Optional<String> text = textOf(item.node());
    if (text.isEmpty()) {
      problems.atValue(item.path(), item.node(), "must be text");
    }
    return text;
  }

  private static Optional<String> textOf(YamlNode node) {
    return node instanceof YamlNode.Scalar scalar && scalar.kind() == YamlNode.Kind.TEXT
        ? Optional.of(scalar.text())
        : Optional.empty();
  }
}
