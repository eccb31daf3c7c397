package org.postern.store;

import java.time.Instant;

/**
 * A stretch of time in which an access list was the same.
 *
 * @param digest as the caller gave it: lists with equal digests are equal in what they match
 * @param firstSeen the read that first showed it
 * @param lastSeen the last read that showed it; after a crash up to ten minutes too early
 */
public record AccessListVersion(
    String device,
    String source,
    String name,
    String digest,
    Instant firstSeen,
    Instant lastSeen) {}
