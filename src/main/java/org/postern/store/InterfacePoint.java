package org.postern.store;

import java.time.Instant;
import java.util.OptionalDouble;
import org.postern.counter.Quality;

/**
 * The rates of an interface at one moment; single precision is kept (about seven digits).
 *
 * @param time kept in milliseconds
 * @param operStatus ifOperStatus, 1 is up; 0 if not read; 0..127
 * @param inBits bits per second; every rate is empty where the quality allows none
 * @param inPackets per second, and so are the rest
 */
public record InterfacePoint(
    Instant time,
    int operStatus,
    OptionalDouble inBits,
    OptionalDouble outBits,
    OptionalDouble inPackets,
    OptionalDouble outPackets,
    OptionalDouble inErrors,
    OptionalDouble outErrors,
    OptionalDouble inDiscards,
    OptionalDouble outDiscards,
    Quality quality) {}
