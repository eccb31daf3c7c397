package org.postern.finding;

import java.time.Instant;
import java.util.Optional;

/**
 * One trouble, from its first sight to its end; immutable, each transition makes a new one.
 *
 * @param number given once, 1 and up, never used again
 * @param occurrences how often it was raised, 1 and up
 * @param lastSeen the last evaluation that found it, or that cleared it
 * @param shelvedUntil present while {@code SHELVED}
 * @param note the operator's own words, or empty
 */
public record Finding(
    long number,
    FindingKey key,
    Severity severity,
    FindingState state,
    Instant firstSeen,
    Instant lastSeen,
    int occurrences,
    Evidence evidence,
    Optional<Instant> shelvedUntil,
    String note) {
  /** The finding in another state, off any shelf. */
  Finding in(FindingState other) {
    return with(other, Optional.empty(), note);
  }

  Finding shelved(Instant until) {
    return with(FindingState.SHELVED, Optional.of(until), note);
  }

  Finding noted(String words) {
    return with(state, shelvedUntil, words);
  }

  private Finding with(FindingState other, Optional<Instant> until, String words) {
    return new Finding(
        number, key, severity, other, firstSeen, lastSeen, occurrences, evidence, until, words);
  }

  /** The finding as an evaluation at {@code time} sees it. */
  Finding seen(Instant time, Severity how, Evidence what) {
    return new Finding(
        number, key, how, state, firstSeen, time, occurrences, what, shelvedUntil, note);
  }

  /** The same trouble, back after it had cleared. */
  Finding again(Instant time, Severity how, Evidence what) {
    return new Finding(
        number,
        key,
        how,
        FindingState.OPEN,
        firstSeen,
        time,
        occurrences + 1,
        what,
        Optional.empty(),
        note);
  }
}
