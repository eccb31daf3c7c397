package org.postern.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A key that changes nothing yet says so where it is documented and when it is set. */
class NotInEffectTest {
  private static final Path DOCUMENT = Path.of("src", "docs", "CONFIGURATION.md");
  private static final Pattern MARKED =
      Pattern.compile("(?m)^\\| `([\\w.\\[\\]]+)` \\|.*\\*\\*Not in effect yet\\*\\*: .*\\|$");

  @Test
  void theDocumentMarksTheSameKeys() throws IOException {
    Set<String> marked = new TreeSet<>();
    Matcher row = MARKED.matcher(Files.readString(DOCUMENT));
    while (row.find()) {
      marked.add(row.group(1));
    }
    assertThat(marked).containsExactlyInAnyOrderElementsOf(NotInEffect.KEYS.keySet());
  }

  @Test
  void everyOneOfThemExists() throws IOException {
    assertThat(new SchemaKeys().all().keySet()).containsAll(NotInEffect.KEYS.keySet());
  }

  @Test
  void warnsOfEveryOneThatIsSet() {
    Set<String> warned = new TreeSet<>();
    for (Problem warning : warnings(ConfigFiles.FOLDER.resolve("valid-full.yaml"))) {
      if (warning.message().startsWith(NotInEffect.WORDS)) {
        warned.add(warning.key().replaceAll("\\[\\d+]", "[]"));
        assertThat(warning.line()).isPositive();
      }
    }
    assertThat(warned).containsExactlyInAnyOrderElementsOf(NotInEffect.KEYS.keySet());
  }

  @Test
  void saysNothingOfAKeyWithoutAValue(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("a.yaml");
    Files.writeString(
        file,
        """
        agent: { access: [] }
        devices: [{ name: a, address: 192.0.2.1, credential: c, roles: }]
        credentials: { c: { version: v2c, community: { env: TEST_COMMUNITY } } }
        policy: { zones: { z: [] }, roles: { mx: { zone: z, hosts: [192.0.2.1] } } }
        """);
    assertThat(warnings(file)).isEmpty();
    Files.writeString(file, Files.readString(file).replace("roles: }]", "roles: [mx] }]"));
    assertThat(warnings(file))
        .map(Problem::toString)
        .containsExactly(
            file
                + ":2:57 devices[0].roles: is not in effect yet:"
                + " only the hosts under policy.roles have roles");
  }

  @Test
  void looksIntoIncludedFilesToo(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("a.yaml");
    Files.writeString(
        file,
        """
        agent: { access: [] }
        include: [more.yaml]
        policy: { zones: { z: [] }, roles: { mx: { zone: z, hosts: [192.0.2.1] } } }
        credentials: { c: { version: v2c, community: { env: TEST_COMMUNITY } } }
        """);
    Files.writeString(
        folder.resolve("more.yaml"),
        "devices: [{ name: a, address: 192.0.2.1, credential: c, roles: [mx] }]\n");
    assertThat(warnings(file)).map(Problem::key).containsExactly("devices[0].roles");
  }

  private static List<Problem> warnings(Path file) {
    ConfigResult result =
        ConfigLoader.load(file, ConfigFiles.ENVIRONMENT, ConfigFiles.TODAY, ConfigFiles.PROFILES);
    assertThat(result).as(String.valueOf(result)).isInstanceOf(ConfigResult.Loaded.class);
    return ((ConfigResult.Loaded) result).warnings();
  }
}
