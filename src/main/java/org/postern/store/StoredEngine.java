package org.postern.store;

import java.time.Duration;
import java.time.Instant;

/**
 * The SNMPv3 engine that last answered at a device's address (RFC 3411 §5, RFC 3414 §2.2).
 *
 * @param id snmpEngineID in hexadecimal
 * @param seconds snmpEngineTime at {@code seen}
 * @param knownId the engine that the device is known by, which another one is compared with
 * @param knownBoots the most boots of that engine
 */
public record StoredEngine(
    String device,
    String id,
    int boots,
    int seconds,
    Instant seen,
    String knownId,
    int knownBoots) {
  /** How long ago it was seen; 0 if our clock was set back. */
  public Duration age(Instant now) {
    Duration age = Duration.between(seen, now);
    return age.isNegative() ? Duration.ZERO : age;
  }
}
