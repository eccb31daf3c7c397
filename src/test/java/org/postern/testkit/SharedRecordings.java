package org.postern.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/** Finds the recordings of real devices that lie beside the project, if they do. */
public final class SharedRecordings {
  private SharedRecordings() {}

  /** The folder; a test that needs it is skipped, visibly, where it is absent. */
  public static Path folder() {
    String set = System.getenv("POSTERN_SHARED");
    Path shared = set == null ? Path.of("..", "shared") : Path.of(set);
    Path recordings = shared.resolve("recordings");
    Assumptions.assumeTrue(
        Files.isDirectory(recordings), "no recordings at " + recordings.toAbsolutePath());
    return recordings;
  }

  /** All recordings, those of the Linux lab too, by file name. */
  public static List<Path> all() {
    try (Stream<Path> files = Files.walk(folder(), 2)) {
      return files.filter(file -> file.toString().endsWith(".snmprec")).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
