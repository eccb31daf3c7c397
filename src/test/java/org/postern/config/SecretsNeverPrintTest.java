package org.postern.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

class SecretsNeverPrintTest {
  private static final String MARK = "s3cret";

  @TempDir Path folder;

  @Test
  void notInTheTextOfAConfigurationNorInItsJson() {
    ConfigResult result = ConfigFiles.load(ConfigFiles.FOLDER.resolve("valid-full.yaml"));
    PosternConfig config = ((ConfigResult.Loaded) result).config();

    assertThat(result.toString()).contains("*****").doesNotContain(MARK);
    assertThat(JsonMapper.shared().writeValueAsString(result)).doesNotContain(MARK);
    assertThat(config.devices().get(0).target().toString()).contains("*****").doesNotContain(MARK);
  }

  @Test
  void notInTheWarningAboutIt() throws IOException {
    ConfigResult result = load("credentials: { a: { version: v2c, community: s3cret-word } }\n");

    assertThat(result).isInstanceOf(ConfigResult.Loaded.class);
    assertThat(result.toString()).contains("the secret stands in the file").doesNotContain(MARK);
    assertThat(JsonMapper.shared().writeValueAsString(result)).doesNotContain(MARK);
  }

  /** Mistakes that operators make with secrets. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "credentials: s3cret",
        "credentials: [s3cret]",
        "credentials: { a: s3cret }",
        "credentials: { a: [s3cret] }",
        "credentials: { a: { version: v2c, community: [s3cret] } }",
        "credentials: { a: { version: v2c, community: { s3cret } } }",
        "credentials: { a: { version: v2c, community: { value: s3cret } } }",
        "credentials: { a: { version: v2c, community: { s3cret: value } } }",
        "credentials: { a: { version: v2c, community:s3cret } }",
        "credentials: { a: { version: v2c, comunity: s3cret } }",
        "credentials: { a: { version: v2c, community: *s3cret } }",
        "credentials: { a: { version: v2c, community: &s3cret } }",
        "credentials: { a: { version: v2c, community: !s3cret word } }",
        "credentials: { a: { version: v2c, community: %s3cret } }",
        "credentials: { a: { version: v2c, community: @s3cret } }",
        "credentials: { a: { version: v2c, community: \"s3cret } }",
        "credentials: { a: { version: v2c, community: \"\\s3cret\" } }",
        "credentials: { a: { version: v2c, community: s3cret: word } }",
        "credentials: { a: { version: v3, user: u, auth: s3cret } }",
        "credentials: { a: { version: v3, user: u, auth: { protocol: SHA256, password: s3cret } } }",
        "credentials: { a: { version: v3, user: u, auth: { protocol: SHA256, passwd: s3cret } } }",
        "devices: [{ name: a, address: 192.0.2.1, community: s3cret }]",
        "receivers: [{ name: a, address: 192.0.2.1, community: s3cret }]",
        "agent: { access: { community: s3cret } }",
      })
  void notInTheProblemWithIt(String text) throws IOException {
    ConfigResult result = load(text + "\n");

    assertThat(result).isInstanceOf(ConfigResult.Invalid.class);
    assertThat(result.toString()).doesNotContain(MARK);
    assertThat(((ConfigResult.Invalid) result).problems())
        .allSatisfy(problem -> assertThat(problem.seen().orElse("")).doesNotContain(MARK));
  }

  @Test
  void notInThePiecesTheReaderIsMadeOf() {
    Place place = Place.wholeFile(Path.of("file"));
    YamlNode scalar = new YamlNode.Scalar(place, MARK, YamlNode.Kind.TEXT);

    assertThat(scalar.toString()).doesNotContain(MARK);
  }

  private ConfigResult load(String text) throws IOException {
    Path file = Files.writeString(folder.resolve("postern.yaml"), text);
    return ConfigLoader.load(file, Map.of(), ConfigFiles.TODAY, Set.of());
  }
}
