package org.postern.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.postern.snmp.Secret;
import org.postern.snmp.SnmpCredential;

class ConfigLoaderTest {
  private static final String MINIMAL =
      """
      credentials:
        core: { version: v2c, community: { env: TEST_COMMUNITY } }
      devices:
        - { name: edge-1, address: 192.0.2.1, credential: core }
      agent:
        access: [{ credential: core }]
      """;

  @TempDir Path folder;

  @Test
  void metricsBeyondLoopbackAreDoubtfulOnlyIfTheyAreServed() throws IOException {
    String elsewhere = "metrics: { enabled: %s, listen: \"192.0.2.10\" }\n";

    assertThat(loaded(write(MINIMAL + elsewhere.formatted("true"))).warnings())
        .extracting(Problem::key)
        .containsExactly("metrics.listen");
    assertThat(loaded(write(MINIMAL + elsewhere.formatted("false"))).warnings()).isEmpty();
    assertThat(loaded(write(MINIMAL + "metrics: { enabled: true }\n")).warnings()).isEmpty();
  }

  @Test
  void saysEverythingThatIsWrongAtOnce() throws IOException {
    Path file =
        write(
            """
            credentials:
              core: { version: v2c, community: { env: TEST_NOT_SET } }
            devices:
              - { name: edge-1, adress: 192.0.2.1, credential: cora, interval: soon }
              - { name: edge-1, address: 192.0.2.2, credential: core, profile: nothing }
            policy:
              zones: { clients: [198.51.100.0/99] }
            pollin: {}
            """);

    assertThat(problems(file))
        .map(Problem::key)
        .containsExactly(
            "credentials.core.community.env",
            "devices[0].address",
            "devices[0].adress",
            "devices[0].credential",
            "devices[0].interval",
            "devices[1].name",
            "devices[1].profile",
            "policy.zones.clients[0]",
            "pollin");
  }

  @Test
  void saysWhyAFileCannotBeRead() {
    Path missing = folder.resolve("none.yaml");

    assertThat(problems(missing))
        .map(Problem::toString)
        .containsExactly(missing + ": cannot be read: no such file");
    assertThat(problems(folder))
        .map(Problem::message)
        .containsExactly("cannot be read: Is a directory");
  }

  @Test
  void refusesWhatIsNotUtf8() throws IOException {
    Path file = folder.resolve("latin1.yaml");
    Files.write(file, "# Grüße\n".getBytes(StandardCharsets.ISO_8859_1));

    assertThat(problems(file)).map(Problem::message).containsExactly("the file is not UTF-8 text");
  }

  @Test
  void refusesControlCharacters() throws IOException {
    Path file = write("store:\n  directory: \"a\u0007b\"\n");

    assertThat(problems(file))
        .map(Problem::message)
        .containsExactly("character U+0007 at offset 22 is not allowed in YAML");
  }

  @Test
  void readsAFileWithByteOrderMark() throws IOException {
    assertThat(loaded(write("\uFEFF" + MINIMAL)).config().devices()).hasSize(1);
  }

  @Test
  void stopsAtAliasesThatMultiply() throws IOException {
    StringBuilder text = new StringBuilder("a0: &a0 [x]\n");
    for (int i = 1; i < 30; i++) {
      text.append("a%d: &a%d [*a%d, *a%d, *a%d]\n".formatted(i, i, i - 1, i - 1, i - 1));
    }

    assertThat(problems(write(text.toString())))
        .map(Problem::message)
        .contains("too many aliases (*name) of lists and mappings");
  }

  @Test
  void refusesWhatIsNestedTooDeeply() throws IOException {
    for (int depth : new int[] {60, 100_000}) {
      Path file = write("store: " + "[".repeat(depth) + "]".repeat(depth) + "\n");

      assertThat(problems(file))
          .map(Problem::message)
          .contains("lists and mappings are nested too deeply");
    }
  }

  @Test
  void warnsOfWhatIsDoubtful() throws IOException {
    Path file =
        write(
            """
            include: ["none-*.yaml"]
            credentials:
              core: { version: v2c, community: in-sight }
              user: { version: v3, user: reader }
              idle: { version: v2c, community: { env: TEST_COMMUNITY } }
            polling: { interval: 10s, timeout: 5s }
            agent:
              access:
                - { credential: core, write: postern }
                - { credential: user, sources: [192.0.2.0/24] }
            policy:
              exceptions:
                - { expectation: E4, owner: me, reason: test, expires: 2026-11-23 }
                - { expectation: E4, owner: me, reason: test, expires: 2026-11-24 }
            """);

    assertThat(loaded(file).warnings())
        .map(problem -> problem.line() + " " + problem.key() + ": " + problem.message())
        .containsExactly(
            "1 devices: there is no device to watch",
            "1 include[0]: no file fits the pattern",
            "3 credentials.core.community: the secret stands in the file; {env: NAME} or"
                + " {file: path} keeps it out of here",
            "4 credentials.user.auth: missing: messages can be forged and read by anyone on the"
                + " way",
            "5 credentials.idle: nothing uses it",
            "6 polling.timeout: a silent device takes 15s with all tries, which is not below the"
                + " interval of 10s",
            "13 policy.exceptions[0].expires: the exception expired on 2026-11-23 and has no"
                + " effect");
  }

  @Test
  void readsIncludedFilesOnceAndInOrder() {
    PosternConfig config = loaded(ConfigFiles.FOLDER.resolve("valid-include.yaml")).config();

    assertThat(config.devices())
        .map(DeviceConfig::name)
        .containsExactly("edge-1", "edge-2", "edge-3");
    assertThat(config.files())
        .map(path -> path.getFileName().toString())
        .containsExactly("valid-include.yaml", "more-a.yaml", "more-b.yaml");
  }

  @Test
  void takesTheFirstLineOfASecretFile() throws IOException {
    Files.writeString(folder.resolve("community"), "from-file-s3cret\r\nsecond line\n");
    Path file = write(MINIMAL.replace("{ env: TEST_COMMUNITY }", "{ file: community }"));

    assertThat(loaded(file).config().credentials())
        .containsEntry("core", new SnmpCredential.V2c(new Secret("from-file-s3cret")));
  }

  @Test
  void refusesSecretFilesThatAreEmptyOrTooLong() throws IOException {
    Path file = write(MINIMAL.replace("{ env: TEST_COMMUNITY }", "{ file: community }"));
    Path secret = folder.resolve("community");

    Files.writeString(secret, "\nsecond line\n");
    assertThat(problems(file))
        .map(Problem::message)
        .containsExactly("the first line of " + secret + " is empty");

    Files.writeString(secret, "x".repeat(5000));
    assertThat(problems(file))
        .map(Problem::message)
        .containsExactly(secret + " is longer than 4096 octets");
  }

  @Test
  void asksForProfilesWithTheDirectoryOfTheFile() throws IOException {
    Path file =
        write(
            MINIMAL.replace("credential: core }\nagent", "credential: core, profile: own }\nagent")
                + "profiles: { directory: mine }\n");
    List<Optional<Path>> asked = new ArrayList<>();

    ConfigResult result =
        ConfigLoader.load(
            file,
            ConfigFiles.ENVIRONMENT,
            ConfigFiles.TODAY,
            directory -> {
              asked.add(directory);
              return Set.of("own");
            });

    assertThat(asked).containsExactly(Optional.of(folder.resolve("mine")));
    assertThat(result).isInstanceOf(ConfigResult.Loaded.class);
  }

  @Test
  void mutesTheDevicesAWindowNamesByPatternOrSite() throws IOException {
    Path file =
        write(
            MINIMAL
                    .replace("credential: core }\nagent", "credential: core, site: lab }\nagent")
                    .replace(
                        "agent:",
                        "  - { name: core-1, address: 192.0.2.2, credential: core }\nagent:")
                + """
                maintenance:
                  - { name: a, devices: ["core-*"], from: 2027-01-01T00:00, to: 2027-01-02T00:00 }
                  - { name: b, sites: [lab], from: 2027-01-01T00:00, to: 2027-01-02T00:00 }
                  - { name: c, from: 2027-01-01T00:00, to: 2027-01-02T00:00 }
                """);

    assertThat(loaded(file).config().maintenance())
        .map(MaintenanceWindow::devices)
        .containsExactly(Set.of("core-1"), Set.of("edge-1"), Set.of("edge-1", "core-1"));
  }

  private Path write(String text) throws IOException {
    return Files.writeString(folder.resolve("postern.yaml"), text);
  }

  private static List<Problem> problems(Path file) {
    ConfigResult result = load(file);
    assertThat(result).isInstanceOf(ConfigResult.Invalid.class);
    return ((ConfigResult.Invalid) result).problems();
  }

  private static ConfigResult.Loaded loaded(Path file) {
    ConfigResult result = load(file);
    assertThat(result).isInstanceOf(ConfigResult.Loaded.class);
    return (ConfigResult.Loaded) result;
  }

  private static ConfigResult load(Path file) {
    return ConfigLoader.load(
        file, Map.copyOf(ConfigFiles.ENVIRONMENT), LocalDate.of(2026, 11, 24), Set.of());
  }
}
