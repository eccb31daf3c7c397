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
    return beside("recordings");
  }

  /** Something else that lies beside the project, with the same consequence if it does not. */
  public static Path beside(String name) {
    String set = System.getenv("POSTERN_SHARED");
    Path shared = set == null ? Path.of("..", "shared") : Path.of(set);
    Path found = shared.resolve(name);
    Assumptions.assumeTrue(Files.exists(found), "nothing at " + found.toAbsolutePath());
    return found;
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
