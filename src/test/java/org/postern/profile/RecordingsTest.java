package org.postern.profile;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Maps each recording and compares with what was reviewed. After a wanted change run with {@code
 * -Dpostern.record=true} and read the difference.
 */
class RecordingsTest {
  static Stream<Path> recordings() {
    return TestProfiles.recordings().stream();
  }

  @ParameterizedTest
  @MethodSource("recordings")
  void mapsAsReviewed(Path recording) throws IOException {
    String mapped = ReadingText.of(RecordedRows.read(recording).map(TestProfiles.builtIn()));
    Path expected = Path.of(recording.toString().replaceAll("\\.snmprec$", ".expected.json"));
    if (Boolean.getBoolean("postern.record")) {
      Files.writeString(expected, mapped);
    }
    assertThat(expected).as("written by -Dpostern.record=true").exists();
    assertThat(mapped).isEqualTo(Files.readString(expected));
  }
}
