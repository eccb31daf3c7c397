package org.postern.config;

import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import com.networknt.schema.path.NodePath;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Holds a file against the published JSON Schema; immutable. */
final class SchemaCheck {
  private static final String RESOURCE = "/conf/postern.schema.json";
  private static final Set<String> KEYS_OF_INCLUDED_FILES = Set.of("include", "devices");
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private final Schema schema;
  private final SchemaWords words;

  private SchemaCheck(JsonNode json, Set<String> keysElsewhere) {
    this.schema =
        SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12).getSchema(json);
    this.words = new SchemaWords(json, keysElsewhere);
  }

  /** For the file that is named on the command line. */
  static SchemaCheck ofMainFile() {
    return new SchemaCheck(published(), Set.of());
  }

  /** For a file that another one includes: it holds devices and further includes only. */
  static SchemaCheck ofIncludedFile() {
    ObjectNode json = published();
    ObjectNode properties = (ObjectNode) json.required("properties");
    Set<String> elsewhere = Set.copyOf(properties.propertyNames());
    properties.retain(KEYS_OF_INCLUDED_FILES);
    return new SchemaCheck(json, elsewhere);
  }

  private static ObjectNode published() {
    try (InputStream in = SchemaCheck.class.getResourceAsStream(RESOURCE)) {
      if (in == null) {
        throw new IllegalStateException("missing from the program: " + RESOURCE);
      }
      return (ObjectNode) JsonMapper.shared().readTree(in);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read from the program: " + RESOURCE, e);
    }
  }

  /** Notes everything that does not fit the schema. */
  void check(YamlNode root, Problems problems) {
    for (Error error : schema.validate(toJson(root, KeyPath.root()))) {
      Located at = locate(root, error.getInstanceLocation());
      note(error, at, problems);
    }
  }

  private void note(Error error, Located at, Problems problems) {
    Optional<String> property = Optional.ofNullable(error.getProperty());
    switch (error.getKeyword()) {
      case "required" ->
          problems.at(at.node.place(), at.path.child(property.orElse("?")), SchemaWords.MISSING);
      case "additionalProperties" -> noteUnknownKey(error, property.orElse("?"), at, problems);
      default -> problems.atValue(at.path, at.node, words.of(error, at.node));
    }
  }

  private void noteUnknownKey(Error error, String key, Located at, Problems problems) {
    YamlNode.Entry entry =
        at.node instanceof YamlNode.Mapping mapping ? mapping.entries().get(key) : null;
    if (entry == null) {
      problems.at(at.node.place(), at.path.child(key), "unknown key");
    } else if (SecretKeys.keyMayBeSecret(at.path, entry.value())) {
      problems.at(
          entry.keyPlace(), at.path.child(Shown.STARS), words.ofUnknownKey(error, Shown.STARS));
    } else {
      problems.at(entry.keyPlace(), at.path.child(key), words.ofUnknownKey(error, key));
    }
  }

  private record Located(KeyPath path, YamlNode node) {}

  private static Located locate(YamlNode root, NodePath location) {
    Located at = new Located(KeyPath.root(), root);
    for (int i = 0; i < location.getNameCount(); i++) {
      Object step = location.getElement(i);
      if (at.node instanceof YamlNode.Mapping mapping) {
        YamlNode.Entry entry = mapping.entries().get(step.toString());
        if (entry == null) {
          return at;
        }
        at = new Located(at.path.child(step.toString()), entry.value());
      } else if (at.node instanceof YamlNode.Items list && step instanceof Integer position) {
        at = new Located(at.path.item(position), list.items().get(position));
      }
    }
    return at;
  }

  /** The values for the validator; it gets no secret, so that it cannot log one. */
  private static JsonNode toJson(YamlNode node, KeyPath path) {
    if (node instanceof YamlNode.Mapping mapping) {
      ObjectNode object = NODES.objectNode();
      for (Map.Entry<String, YamlNode.Entry> entry : mapping.entries().entrySet()) {
        object.set(entry.getKey(), toJson(entry.getValue().value(), path.child(entry.getKey())));
      }
      return object;
    }
    if (node instanceof YamlNode.Items list) {
      ArrayNode array = NODES.arrayNode();
      List<YamlNode> items = list.items();
      for (int i = 0; i < items.size(); i++) {
        array.add(toJson(items.get(i), path.item(i)));
      }
      return array;
    }
    return scalar((YamlNode.Scalar) node, SecretKeys.mayBeSecret(path));
  }

  private static JsonNode scalar(YamlNode.Scalar scalar, boolean hide) {
    String text = scalar.text();
    return switch (scalar.kind()) {
      case TEXT -> NODES.stringNode(hide && !text.isEmpty() ? Shown.STARS : text);
      case INTEGER -> hide ? NODES.numberNode(0) : NODES.numberNode(new BigInteger(text));
      case NUMBER -> hide ? NODES.numberNode(0.5) : NODES.numberNode(new BigDecimal(text));
      case BOOLEAN -> NODES.booleanNode(!hide && Boolean.parseBoolean(text));
      case NULL -> NODES.nullNode();
    };
  }
}
