package org.postern;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assertions;
import org.postern.testkit.Command;

/** The built jar, run as a user runs it. */
final class PosternJar {
  private static final int LONGEST_SECONDS = 60;

  private PosternJar() {}

  /** The words of its command line, the Java of this test first. */
  static List<String> words(String... arguments) {
    return words(List.of(), arguments);
  }

  private static List<String> words(List<String> javaOptions, String... arguments) {
    List<String> words = new ArrayList<>();
    words.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    words.addAll(List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
    words.addAll(javaOptions);
    words.addAll(List.of("-jar", path().toString()));
    words.addAll(List.of(arguments));
    return words;
  }

  /** Where it is. */
  static Path path() {
    String jar = System.getProperty("postern.jar");
    Assertions.assertNotNull(jar, "the property postern.jar is set by failsafe");
    return Path.of(jar);
  }

  /** Runs it to its end. */
  static Command run(String... arguments) {
    return run(Map.of(), arguments);
  }

  /** Runs it to its end with more in its environment. */
  static Command run(Map<String, String> environment, String... arguments) {
    return Command.run(words(arguments), environment, LONGEST_SECONDS);
  }

  /** Starts it; standard output and standard error go to {@code log}. */
  static Process start(List<String> javaOptions, Path log, String... arguments) {
    try {
      return new ProcessBuilder(words(javaOptions, arguments))
          .redirectErrorStream(true)
          .redirectOutput(log.toFile())
          .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
          .start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The launcher would build first otherwise, and a build must not start another. */
  static boolean isFresh() throws IOException {
    FileTime built = Files.getLastModifiedTime(path());
    for (String source : List.of("src/main", "mibs", "conf", "pom.xml")) {
      try (Stream<Path> files = Files.walk(Path.of(source))) {
        if (files.anyMatch(file -> modified(file).compareTo(built) > 0)) {
          return false;
        }
      }
    }
    return path().toAbsolutePath().equals(Path.of("target", "postern.jar").toAbsolutePath());
  }

  private static FileTime modified(Path file) {
    try {
      return Files.getLastModifiedTime(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
