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
    String note) {}
