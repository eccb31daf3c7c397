package org.postern.store;

import java.time.Instant;

/**
 * The version of an access list that is accepted: what is permitted beyond it is widened.
 *
 * @param digest of the accepted version
 * @param actor who accepted it: "postern" for the first one seen, or an operator
 */
public record Baseline(
    String device, String source, String name, String digest, String actor, Instant accepted) {}
