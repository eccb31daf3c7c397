package org.postern.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Expected output under src/test/resources/golden. Run with {@code -Dgolden.update=true} to write
 * it anew, then read the difference.
 */
final class Golden {
  private static final Path FOLDER = Path.of("src", "test", "resources", "golden");

  private Golden() {}

  static void assertSame(String name, List<String> lines) throws IOException {
    Path file = FOLDER.resolve(name);
    if (Boolean.getBoolean("golden.update")) {
      Files.write(file, lines);
    }
    assertThat(lines).as(file.toString()).isEqualTo(Files.readAllLines(file));
  }
}
