package org.postern.snmp;

import java.net.InetSocketAddress;
import java.time.Duration;

/**
 * A device to ask, and how.
 *
 * @param name the device's name, for messages
 * @param timeout of the first try; 100 ms..60 s
 * @param retries tries after the first, 0..10
 * @param maxRepetitions of a GETBULK to begin with, 1..100
 */
public record SnmpTarget(
    String name,
    InetSocketAddress address,
    SnmpCredential credential,
    Duration timeout,
    int retries,
    int maxRepetitions) {}
