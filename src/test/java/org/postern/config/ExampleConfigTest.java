package org.postern.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code conf/postern.yaml} is what a newcomer sees first. */
class ExampleConfigTest {
  private static final Pattern COMMENTED_KEY = Pattern.compile("^(\\s*)# (\\s*(\\w+:|- ).*)$");

  @Test
  void loadsOnAFreshMachineAndWarnsOfItsTwoPlainSecretsOnly() {
    ConfigResult result =
        ConfigLoader.load(ConfigFiles.EXAMPLE, Map.of(), ConfigFiles.TODAY, Set.of());

    assertThat(result).isInstanceOf(ConfigResult.Loaded.class);
    assertThat(((ConfigResult.Loaded) result).warnings())
        .map(Problem::key)
        .containsExactly("credentials.routers.community", "credentials.postern-readers.community");
  }

  @Test
  void itsCommentedKeysAreRightToo(@TempDir Path folder) throws IOException {
    List<String> lines =
        Files.readAllLines(ConfigFiles.EXAMPLE).stream()
            .skip(1)
            .map(line -> COMMENTED_KEY.matcher(line).replaceFirst("$1$2"))
            .toList();
    assertThat(lines).contains("include:", "  firewalls:", "profiles:");
    Files.createDirectories(folder.resolve("secrets"));
    Files.writeString(folder.resolve("secrets").resolve("firewalls-priv"), "long enough");
    Files.createDirectories(folder.resolve("devices"));
    Files.writeString(
        folder.resolve("devices").resolve("more.yaml"),
        "devices:\n  - { name: fw-1, address: 192.0.2.9, credential: firewalls }\n");
    Path file = Files.write(folder.resolve("postern.yaml"), lines);

    ConfigResult result =
        ConfigLoader.load(file, Map.of("POSTERN_AUTH", "long enough"), ConfigFiles.TODAY, Set.of());

    assertThat(result).isInstanceOf(ConfigResult.Loaded.class);
    PosternConfig config = ((ConfigResult.Loaded) result).config();
    assertThat(config.receivers()).hasSize(1);
    assertThat(config.devices()).hasSize(3);
    assertThat(config.agent().views()).containsKey("findings");
  }
}
