package org.postern.acl;

/**
 * One reading of a hit counter.
 *
 * @param value unsigned, as the device answered
 * @param width 32 or 64: where the counter wraps (RFC 2578 §7.1.6, §7.1.10)
 * @param counted false if the device says that it does not count this entry; the value is then void
 */
public record HitReading(long value, int width, HitUnit unit, boolean counted) {}
