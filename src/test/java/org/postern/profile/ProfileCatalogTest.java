package org.postern.profile;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.postern.profile.language.ProfileReader;
import org.postern.snmp.Oid;

class ProfileCatalogTest {
  private static final Path INVALID = Path.of("src", "test", "resources", "profiles-invalid");
  private static final Oid COMWARE = Oid.parse("1.3.6.1.4.1.25506.1.921");

  static Stream<Path> invalidProfiles() throws IOException {
    try (Stream<Path> files = Files.list(INVALID)) {
      return files.sorted().toList().stream();
    }
  }

  @ParameterizedTest
  @MethodSource("invalidProfiles")
  void saysWhatIsWrong(Path file) throws IOException {
    String text = Files.readString(file);
    String expected = text.lines().findFirst().orElseThrow().substring(2);
    String name = file.getFileName().toString().replace(".yaml", "");
    List<String> problems =
        new ProfileReader()
            .read(text, name).problems().stream()
                .map(p -> p.line() + ": " + p.key() + ": " + p.message())
                .toList();
    assertThat(problems).anyMatch(problem -> problem.contains(expected));
  }

  private static String profile(String id, String match) {
    return """
        format: 1
        id: %s
        title: A device
        match: { %s }
        visibility: none
        tables:
          rules:
            oid: 1.3.6.1.4.1.32473.1
            index: [{ name: rule, kind: integer }]
            columns: { act: 2 }
        """
        .formatted(id, match);
  }

  private static List<ProfileProblem> problems(CatalogResult result) {
    return ((CatalogResult.Rejected) result).problems();
  }

  @Test
  void namesBothFilesOfATie(@TempDir Path directory) throws IOException {
    Files.writeString(
        directory.resolve("one.yaml"), profile("one", "sysObjectId: [1.3.6.1.4.1.32473]"));
    Files.writeString(
        directory.resolve("two.yaml"), profile("two", "sysObjectId: [1.3.6.1.4.1.32473]"));
    assertThat(problems(ProfileCatalog.load(List.of(directory))))
        .singleElement()
        .satisfies(
            problem -> {
              assertThat(problem.file()).endsWith("two.yaml");
              assertThat(problem.toString()).contains("one.yaml").contains("1.3.6.1.4.1.32473");
            });
  }

  @Test
  void showsTheProblemsOfAllFilesAtOnceWithTheirLines(@TempDir Path directory) throws IOException {
    Files.writeString(directory.resolve("one.yaml"), profile("other", "always: true"));
    Files.writeString(directory.resolve("two.yaml"), profile("two", "allways: true"));
    assertThat(problems(ProfileCatalog.load(List.of(directory))))
        .extracting(ProfileProblem::toString)
        .anyMatch(text -> text.contains("one.yaml:2: id: is the file's name"))
        .anyMatch(
            text ->
                text.contains("two.yaml:4: match.allways:")
                    && text.contains("allowed: always, hasRows, sysObjectId"));
  }

  @Test
  void refusesADirectoryThatIsNotThere(@TempDir Path directory) {
    assertThat(problems(ProfileCatalog.load(List.of(directory.resolve("absent")))))
        .extracting(ProfileProblem::message)
        .allMatch(message -> message.startsWith("cannot be listed"));
  }

  @Test
  void letsAUsersProfileTakeThePlaceOfABuiltInOne(@TempDir Path directory) throws IOException {
    Files.writeString(directory.resolve("if-mib.yaml"), profile("if-mib", "always: true"));
    assertThat(TestProfiles.loaded(List.of(directory)).byId("if-mib").orElseThrow().title())
        .isEqualTo("A device");
  }

  @Test
  void takesTheLongestPrefix(@TempDir Path directory) throws IOException {
    Files.writeString(
        directory.resolve("longer.yaml"), profile("longer", "sysObjectId: [1.3.6.1.4.1.25506.1]"));
    assertThat(TestProfiles.loaded(List.of(directory)).match(COMWARE, table -> true))
        .extracting(Profile::id)
        .contains("longer", "if-mib")
        .doesNotContain("h3c-comware");
  }

  @Test
  void takesTheRootThatHasRows() {
    List<Profile> profiles =
        TestProfiles.builtIn()
            .match(COMWARE, table -> table.toString().startsWith("1.3.6.1.4.1.2011.10.2.8"));
    assertThat(profiles).extracting(Profile::id).containsExactly("if-mib", "h3c-comware");
    assertThat(profiles.get(1).root()).isEqualTo("1.3.6.1.4.1.2011.10.2.8");
    assertThat(profiles.get(1).readPlan().scalars())
        .containsExactly(Oid.parse("1.3.6.1.4.1.2011.10.2.8.3.1.1.0"));
  }

  @Test
  void asksOnlyForTablesThatCouldMatter() {
    ProfileCatalog catalog = TestProfiles.builtIn();
    assertThat(catalog.probes(null))
        .contains(Oid.parse("1.3.6.1.4.1.8072.1.3.2.3"))
        .noneMatch(oid -> oid.toString().startsWith("1.3.6.1.4.1.25506.2.8"));
    assertThat(catalog.probes(COMWARE)).contains(Oid.parse("1.3.6.1.4.1.25506.2.8.2.1.3"));
  }

  @Test
  void leavesADeviceWithoutSysObjectIdToItsTables() {
    assertThat(TestProfiles.builtIn().match(null, table -> false))
        .extracting(Profile::id)
        .containsExactly("if-mib");
  }

  @Test
  void takesAProfileThatIsAskedForByNameThoughNothingFits() {
    assertThat(TestProfiles.builtIn().select("h3c-comware", null, table -> false))
        .map(Profile::root)
        .contains("1.3.6.1.4.1.25506.2.8");
    assertThat(TestProfiles.builtIn().select("absent", null, table -> true)).isEmpty();
  }
}
