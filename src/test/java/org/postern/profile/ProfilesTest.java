package org.postern.profile;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The closure of profiles, recordings and expectations. */
class ProfilesTest {
  private static final Path PROFILES = Path.of("src", "main", "resources", "profiles");

  @Test
  void everyBuiltInProfileLoads() {
    assertThat(TestProfiles.builtIn().profiles()).extracting(Profile::id).isSorted().isNotEmpty();
  }

  @Test
  void everyProfileFileIsInTheIndex() throws IOException {
    try (Stream<Path> files = Files.list(PROFILES)) {
      List<String> names =
          files
              .map(file -> file.getFileName().toString())
              .filter(name -> name.endsWith(".yaml"))
              .map(name -> name.replace(".yaml", ""))
              .sorted()
              .toList();
      assertThat(CatalogLoader.builtInNames()).containsExactlyElementsOf(names);
    }
  }

  @Test
  void everyProfileHasARecordingAndEveryRecordingAProfileThatUsesIt() {
    Set<String> folders = new TreeSet<>();
    for (Path recording : TestProfiles.recordings()) {
      String folder = recording.getParent().getFileName().toString();
      folders.add(folder);
      DeviceReading reading = RecordedRows.read(recording).map(TestProfiles.builtIn());
      assertThat(reading.profiles()).as(recording.toString()).contains(folder);
    }
    Set<String> ids =
        TestProfiles.builtIn().profiles().stream().map(Profile::id).collect(Collectors.toSet());
    assertThat(folders).containsExactlyInAnyOrderElementsOf(ids);
  }

  @Test
  void everyColumnThatIsReadIsUsed() throws IOException {
    for (Profile profile : TestProfiles.builtIn().profiles()) {
      if (profile.definition().mapper().isPresent() || profile.definition().tables().isEmpty()) {
        continue; // the mapper knows its columns
      }
      String text = Files.readString(PROFILES.resolve(profile.id() + ".yaml"));
      String used = text.replaceAll("#.*", "").split("\n(accessLists|namedCounters):", 2)[1];
      for (var table : profile.definition().tables().entrySet()) {
        for (String column : table.getValue().columns().keySet()) {
          assertThat(used)
              .as("%s: column %s of %s", profile.id(), column, table.getKey())
              .containsPattern("\\b" + column + "\\b");
        }
      }
    }
  }

  @Test
  void everyFolderOfRecordingsSaysWhereTheyAreFrom() {
    for (Path recording : TestProfiles.recordings()) {
      assertThat(recording.resolveSibling("SOURCE.md"))
          .content()
          .contains(recording.getFileName().toString());
    }
  }

  @Test
  void noRecordingHasAPublicAddress() throws IOException {
    Pattern address = Pattern.compile("\\b(\\d{1,3})\\.(\\d{1,3})\\.(\\d{1,3})\\.(\\d{1,3})\\b");
    for (Path recording : TestProfiles.recordings()) {
      String mapped =
          Files.readString(
              Path.of(recording.toString().replaceAll("\\.snmprec$", ".expected.json")));
      Matcher matcher = address.matcher(mapped);
      while (matcher.find()) {
        assertThat(isDocumented(matcher)).as(recording + ": " + matcher.group()).isTrue();
      }
    }
  }

  private static boolean isDocumented(Matcher address) {
    int first = Integer.parseInt(address.group(1));
    int second = Integer.parseInt(address.group(2));
    int third = Integer.parseInt(address.group(3));
    boolean isPrivate =
        first == 0
            || first == 10
            || first == 255
            || (first == 172 && second >= 16 && second < 32)
            || (first == 192 && second == 168);
    boolean isDocumentation =
        (first == 192 && second == 0 && third == 2)
            || (first == 198 && second == 51 && third == 100)
            || (first == 203 && second == 0 && third == 113);
    return isPrivate || isDocumentation;
  }

  static Stream<Path> sharedRecordings() throws IOException {
    if (TestProfiles.shared().isEmpty()) {
      return Stream.of(Path.of("none"));
    }
    try (Stream<Path> files = Files.walk(TestProfiles.shared().get().resolve("recordings"), 2)) {
      return files.filter(file -> file.toString().endsWith(".snmprec")).sorted().toList().stream();
    }
  }

  @ParameterizedTest
  @MethodSource("sharedRecordings")
  void mapsEveryOtherRecordingWithoutLosingAnInterface(Path recording) {
    Assumptions.assumeTrue(Files.exists(recording), "no folder of other recordings here");
    RecordedRows rows = RecordedRows.read(recording);
    DeviceReading reading = rows.map(TestProfiles.builtIn());
    long interfaces =
        Stream.concat(rows.column("1.3.6.1.2.1.2.2.1.2"), rows.column("1.3.6.1.2.1.31.1.1.1.1"))
            .distinct()
            .count();
    assertThat(reading.interfaces()).hasSizeGreaterThanOrEqualTo((int) interfaces);
    assertThat(reading.interfaces())
        .extracting(org.postern.counter.InterfaceSample::name)
        .doesNotHaveDuplicates();
    assertThat(reading.gaps()).noneMatch(gap -> gap.contains("unexpected index"));
  }
}
