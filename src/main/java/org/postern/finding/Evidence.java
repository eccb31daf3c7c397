package org.postern.finding;

import org.postern.counter.Quality;

/**
 * Why a finding is raised, in the words an operator reads.
 *
 * @param crossing the crossing's name, or empty
 * @param entry the entry responsible, as text, or empty
 * @param observed what was seen
 * @param expected what should have been seen
 * @param text one line, printable ASCII, that tells the whole story
 */
public record Evidence(
    String crossing, String entry, String observed, String expected, String text, Quality quality) {
  /** Nothing was judged. */
  static Evidence none() {
    return new Evidence("", "", "", "", "", Quality.UNAVAILABLE);
  }
}
