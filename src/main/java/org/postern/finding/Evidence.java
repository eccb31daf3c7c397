package org.postern.finding;

import java.util.OptionalLong;
import org.postern.counter.Quality;

/**
 * Why a finding is raised, in the words an operator reads.
 *
 * @param crossing the crossing's name, or empty
 * @param entry the entry responsible, as text, or empty
 * @param observed what was seen
 * @param expected what should have been seen
 * @param text one line, printable ASCII, that tells the whole story
 * @param cause number of the finding that probably brought this one about
 */
public record Evidence(
    String crossing,
    String entry,
    String observed,
    String expected,
    String text,
    Quality quality,
    OptionalLong cause) {
  private static final Evidence NONE = new Evidence("", "", "", "", "", Quality.UNAVAILABLE);

  /** Evidence that no other finding is known to explain. */
  public Evidence(
      String crossing,
      String entry,
      String observed,
      String expected,
      String text,
      Quality quality) {
    this(crossing, entry, observed, expected, text, quality, OptionalLong.empty());
  }

  /** Nothing was judged. */
  static Evidence none() {
    return NONE;
  }

  /** The same with the story in other words. */
  Evidence inWords(String words) {
    return new Evidence(crossing, entry, observed, expected, words, quality, cause);
  }

  /** The same, brought about by what brought about {@code other}. */
  Evidence causedAs(Evidence other) {
    return causedBy(other.cause);
  }

  Evidence causedBy(OptionalLong number) {
    return new Evidence(crossing, entry, observed, expected, text, quality, number);
  }
}
