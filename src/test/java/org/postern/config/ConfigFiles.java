package org.postern.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** The configuration files of the tests and what surrounds them. */
final class ConfigFiles {
  static final Path FOLDER = Path.of("src", "test", "resources", "config");
  static final Path EXAMPLE = Path.of("conf", "postern.yaml");
  static final LocalDate TODAY = LocalDate.of(2026, 11, 24);
  static final Set<String> PROFILES = Set.of("arista-eos", "linux");
  static final Map<String, String> ENVIRONMENT =
      Map.of("TEST_COMMUNITY", "env-community-s3cret", "TEST_PASSWORD", "env-password-s3cret");

  private ConfigFiles() {}

  static ConfigResult load(Path file) {
    return ConfigLoader.load(file, ENVIRONMENT, TODAY, PROFILES);
  }

  static List<Path> named(String prefix) throws IOException {
    try (Stream<Path> files = Files.list(FOLDER)) {
      return files
          .filter(file -> file.getFileName().toString().startsWith(prefix))
          .sorted()
          .toList();
    }
  }
}
