package org.postern.profile.language;

import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.BiFunction;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Reads a profile's text: YAML, then the published JSON Schema, then what a schema cannot say. */
public final class ProfileReader {
  /** Where the schema is on the class path. */
  public static final String SCHEMA = "/profiles/profile.schema.json";

  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .enable(MapperFeature.ACCEPT_CASE_INSENSITIVE_ENUMS)
          .enable(DeserializationFeature.ACCEPT_SINGLE_VALUE_AS_ARRAY)
          .build();

  private final Schema schema;
  private final JsonNode schemaTree;

  public ProfileReader() {
    try (InputStream in =
        Objects.requireNonNull(ProfileReader.class.getResourceAsStream(SCHEMA), SCHEMA)) {
      schemaTree = MAPPER.readTree(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    schema =
        SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12).getSchema(schemaTree);
  }

  /** Something wrong, with its place. */
  public record Problem(int line, String key, String value, String message) {}

  /**
   * What came of reading.
   *
   * @param definition present if nothing is wrong
   */
  public record Outcome(Optional<ProfileDefinition> definition, List<Problem> problems) {
    static Outcome wrong(List<Problem> problems) {
      return new Outcome(Optional.empty(), List.copyOf(problems));
    }
  }

  /**
   * Reads a profile.
   *
   * @param expectedId the file's name without its ending
   */
  public Outcome read(String text, String expectedId) {
    PositionedYaml yaml;
    try {
      yaml = PositionedYaml.read(text);
    } catch (PositionedYaml.Malformed e) {
      return Outcome.wrong(
          List.of(new Problem(e.line(), "", "", Objects.requireNonNull(e.getMessage()))));
    }
    List<Problem> problems = new ArrayList<>();
    for (Error error : schema.validate(yaml.tree())) {
      problems.add(describe(error, yaml));
    }
    if (!problems.isEmpty()) {
      return Outcome.wrong(problems);
    }
    ProfileDefinition definition =
        MAPPER.treeToValue(normalised(yaml.tree()), ProfileDefinition.class);
    for (ProfileChecks.Finding finding : new ProfileChecks(definition, expectedId).run()) {
      problems.add(problem(yaml, finding.pointer(), finding.message()));
    }
    return problems.isEmpty()
        ? new Outcome(Optional.of(definition), List.of())
        : Outcome.wrong(problems);
  }

  private Problem describe(Error error, PositionedYaml yaml) {
    String pointer = pointer(error);
    return switch (error.getKeyword()) {
      case "additionalProperties", "unevaluatedProperties" ->
          problem(
              yaml,
              pointer + "/" + error.getProperty(),
              "is not a key here; allowed: " + allowedKeys(error));
      case "required" -> problem(yaml, pointer, "needs the key " + error.getProperty());
      default -> problem(yaml, pointer, error.getMessage());
    };
  }

  private static String pointer(Error error) {
    StringBuilder pointer = new StringBuilder();
    for (int i = 0; i < error.getInstanceLocation().getNameCount(); i++) {
      Object element = error.getInstanceLocation().getElement(i);
      pointer.append('/').append(String.valueOf(element).replace("~", "~0").replace("/", "~1"));
    }
    return pointer.toString();
  }

  private String allowedKeys(Error error) {
    String fragment = Objects.toString(error.getSchemaLocation().getFragment(), "");
    int cut = fragment.lastIndexOf('/');
    JsonNode properties =
        cut < 0
            ? schemaTree.path("properties")
            : schemaTree.at(fragment.substring(0, cut) + "/properties");
    return String.join(", ", new TreeSet<>(properties.propertyNames()));
  }

  private static Problem problem(PositionedYaml yaml, String pointer, String message) {
    JsonNode seen = yaml.tree().at(pointer);
    String value = seen.isValueNode() ? seen.asString() : "";
    String key = pointer.isEmpty() ? "" : pointer.substring(1).replace('/', '.');
    return new Problem(yaml.line(pointer), key, value, message);
  }

  /** Writes out the short forms the language allows. */
  private static JsonNode normalised(JsonNode node) {
    if (node instanceof ArrayNode array) {
      ArrayNode copy = JsonNodeFactory.instance.arrayNode();
      array.forEach(item -> copy.add(normalised(item)));
      return copy;
    }
    return node instanceof ObjectNode object ? eachValue(object, ProfileReader::normalised) : node;
  }

  private static ObjectNode eachValue(
      ObjectNode object, BiFunction<String, JsonNode, JsonNode> change) {
    ObjectNode copy = JsonNodeFactory.instance.objectNode();
    for (Map.Entry<String, JsonNode> property : object.properties()) {
      copy.set(property.getKey(), change.apply(property.getKey(), property.getValue()));
    }
    return copy;
  }

  private static JsonNode normalised(String key, JsonNode value) {
    return switch (key) {
      case "visibility" -> JsonNodeFactory.instance.stringNode(value.asString().replace('-', '_'));
      case "tables" -> eachValue((ObjectNode) value, (name, table) -> table(table));
      case "table" -> value.isObject() ? table(value) : value;
      case "families" -> value.isObject() ? value : wrapped("fixed", value);
      case "direction" -> value.isObject() ? value : wrapped("fixed", value);
      case "implicitAction" -> implicitAction(value);
      // The keys in these are names the profile gives, whatever they look like.
      case "where", "on", "values", "scalars", "options" -> value;
      default -> normalised(value);
    };
  }

  private static JsonNode table(JsonNode table) {
    return eachValue(
        (ObjectNode) table, (key, value) -> key.equals("columns") ? columns(value) : value);
  }

  private static JsonNode columns(JsonNode value) {
    ObjectNode columns = JsonNodeFactory.instance.objectNode();
    value
        .properties()
        .forEach(
            column ->
                columns.set(
                    column.getKey(),
                    column.getValue().isObject()
                        ? column.getValue()
                        : wrapped("number", column.getValue())));
    return columns;
  }

  private static JsonNode implicitAction(JsonNode value) {
    if (value.isObject()) {
      return value;
    }
    return value.asString().equals("unknown")
        ? JsonNodeFactory.instance.objectNode()
        : wrapped("fixed", value);
  }

  private static ObjectNode wrapped(String key, JsonNode value) {
    ObjectNode object = JsonNodeFactory.instance.objectNode();
    object.set(key, value);
    return object;
  }
}
