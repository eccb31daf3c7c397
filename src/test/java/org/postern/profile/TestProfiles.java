package org.postern.profile;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What several tests of profiles need. */
final class TestProfiles {
  static final Path RECORDINGS = Path.of("src", "test", "resources", "recordings");

  private TestProfiles() {}

  static ProfileCatalog builtIn() {
    return loaded(List.of());
  }

  static ProfileCatalog loaded(List<Path> directories) {
    CatalogResult result = ProfileCatalog.load(directories);
    if (result instanceof CatalogResult.Loaded loaded) {
      return loaded.catalog();
    }
    throw new AssertionError(((CatalogResult.Rejected) result).problems().toString());
  }

  /** The shipped recordings, each under the profile's id. */
  static List<Path> recordings() {
    try (Stream<Path> files = Files.walk(RECORDINGS, 2)) {
      return files.filter(file -> file.toString().endsWith(".snmprec")).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The folder of recordings that are not part of the project, if this machine has it. */
  static Optional<Path> shared() {
    String given = System.getProperty("postern.shared", System.getenv("POSTERN_SHARED"));
    Path path = given == null ? Path.of("..", "shared") : Path.of(given);
    return Optional.of(path).filter(Files::isDirectory);
  }
}
