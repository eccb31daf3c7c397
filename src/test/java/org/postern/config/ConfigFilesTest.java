package org.postern.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every file under {@code config/} says by its name and its first line what must come of it. */
class ConfigFilesTest {
  private static final String SECRET_MARK = "s3cret";

  static List<Path> validFiles() throws IOException {
    return ConfigFiles.named("valid-");
  }

  static List<Path> invalidFiles() throws IOException {
    return ConfigFiles.named("invalid-");
  }

  @Test
  void thereAreFilesForManyMistakes() throws IOException {
    assertThat(invalidFiles()).hasSizeGreaterThan(60);
    assertThat(validFiles()).hasSizeGreaterThan(3);
  }

  @ParameterizedTest
  @MethodSource("validFiles")
  void loadsWithoutComplaint(Path file) {
    ConfigResult result = ConfigFiles.load(file);

    assertThat(result).isInstanceOf(ConfigResult.Loaded.class);
    assertThat(((ConfigResult.Loaded) result).warnings())
        .as("but that short ones let nobody ask the agent")
        .filteredOn(problem -> !problem.key().equals("agent.access"))
        .isEmpty();
  }

  @ParameterizedTest
  @MethodSource("invalidFiles")
  void saysTheOneMistakeOfTheFile(Path file) throws IOException {
    String expected = Files.readAllLines(file).get(0).substring(2);

    ConfigResult result = ConfigFiles.load(file);

    assertThat(result).isInstanceOf(ConfigResult.Invalid.class);
    List<Problem> problems = ((ConfigResult.Invalid) result).problems();
    assertThat(problems).map(ConfigFilesTest::shown).containsExactly(expected);
    assertThat(problems.toString()).doesNotContain(SECRET_MARK);
  }

  /** The file's own problems begin with the line, those of other files with their name. */
  private static String shown(Problem problem) {
    return problem.toString().replace(ConfigFiles.FOLDER + "/", "");
  }
}
