package org.postern.store;

import java.time.Instant;
import java.util.OptionalDouble;
import org.postern.counter.Quality;

/**
 * The hits of an access list entry at one moment.
 *
 * @param time kept in milliseconds
 * @param hits accumulated over resets, unsigned
 * @param perSecond hits per second, single precision; empty where the quality allows none
 */
public record HitPoint(Instant time, long hits, OptionalDouble perSecond, Quality quality) {}
