package org.postern.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;

/** Whatever is done to a good file: a result comes back, nothing is thrown, no secret is shown. */
class ConfigFuzzTest {
  private static final List<String> VALUES =
      List.of(
          "",
          "null",
          "true",
          "17",
          "-1",
          "1e400",
          ".nan",
          "0x1F",
          "[]",
          "{}",
          "[[]]",
          "{a: {b: c}}",
          "text",
          "\"\"",
          "'",
          "*x",
          "&x",
          "!x y",
          "60s",
          "999999999d",
          "2001:db8::/129",
          "E1",
          "*",
          "..",
          "/",
          "\"\\0\"",
          "9".repeat(400),
          "2027-13-45",
          "<<",
          "? x");
  private static final String MARK = "s3cret";

  private static Path folder;
  private static List<String> full;

  @BeforeContainer
  static void readTheFullFile() throws IOException {
    folder = Files.createTempDirectory("postern-fuzz");
    Files.createDirectories(folder.resolve("secrets"));
    Files.writeString(folder.resolve("secrets").resolve("community"), "community-s3cret\n");
    full =
        Files.readAllLines(ConfigFiles.FOLDER.resolve("valid-full.yaml")).stream()
            .map(line -> line.replace("{ env: TEST_PASSWORD }", "s3cret-word"))
            .toList();
  }

  @AfterContainer
  static void removeTheFolder() throws IOException {
    Files.deleteIfExists(folder.resolve("postern.yaml"));
    Files.deleteIfExists(folder.resolve("secrets").resolve("community"));
    Files.deleteIfExists(folder.resolve("secrets"));
    Files.deleteIfExists(folder);
  }

  @Property(tries = 400)
  void aResultAlwaysComesBack(@ForAll long seed) {
    Random random = new Random(seed);
    List<String> lines = new ArrayList<>(full);
    int changes = 1 + random.nextInt(3);
    for (int i = 0; i < changes; i++) {
      change(lines, random);
    }

    ConfigResult result = load(lines);

    assertThat(result.toString()).doesNotContain(MARK);
    if (result instanceof ConfigResult.Invalid invalid) {
      assertThat(invalid.problems())
          .allSatisfy(problem -> assertThat(problem.line()).isBetween(0, lines.size() + 1))
          .isSorted();
    }
  }

  private static void change(List<String> lines, Random random) {
    int at = random.nextInt(lines.size());
    String line = lines.get(at);
    switch (random.nextInt(7)) {
      case 0 -> lines.remove(at);
      case 1 -> lines.add(at, line);
      case 2 -> lines.set(at, " ".repeat(random.nextInt(5)) + line.strip());
      case 3 -> lines.set(at, line.substring(0, random.nextInt(line.length() + 1)));
      case 4 -> lines.set(at, line.replaceFirst(":.*", ": " + quoted(pick(random))));
      case 5 -> lines.set(at, line.replaceFirst("(.*): [\\w./:-]+", "$1: " + quoted(pick(random))));
      default -> {
        char letter = (char) random.nextInt(0x3000);
        int in = random.nextInt(line.length() + 1);
        lines.set(at, line.substring(0, in) + letter + line.substring(in));
      }
    }
    if (lines.isEmpty()) {
      lines.add("");
    }
  }

  private static String pick(Random random) {
    return VALUES.get(random.nextInt(VALUES.size()));
  }

  private static String quoted(String replacement) {
    return java.util.regex.Matcher.quoteReplacement(replacement);
  }

  private static ConfigResult load(List<String> lines) {
    try {
      return ConfigFiles.load(Files.write(folder.resolve("postern.yaml"), lines));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
