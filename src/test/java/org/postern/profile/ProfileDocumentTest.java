package org.postern.profile;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class ProfileDocumentTest {
  private static final Path DOCUMENT = Path.of("src", "docs", "PROFILES.md");

  @Test
  void explainsEveryKeyOfTheSchema() throws IOException {
    JsonNode schema =
        new JsonMapper()
            .readTree(
                Files.readString(
                    Path.of("src", "main", "resources", "profiles", "profile.schema.json")));
    Set<String> keys = new TreeSet<>();
    collect(schema, keys);
    String document = Files.readString(DOCUMENT);
    assertThat(keys)
        .hasSizeGreaterThan(60)
        .allSatisfy(key -> assertThat(document).containsPattern("\\b" + key + "\\b"));
  }

  @Test
  void listsEveryBuiltInProfile() throws IOException {
    String document = Files.readString(DOCUMENT);
    assertThat(CatalogLoader.builtInNames())
        .allSatisfy(id -> assertThat(document).contains("| `" + id + "` |"));
  }

  private static void collect(JsonNode node, Set<String> keys) {
    if (node.path("properties").isObject()) {
      keys.addAll(node.path("properties").propertyNames());
    }
    node.forEach(child -> collect(child, keys));
  }
}
