package org.postern.snmp;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Set;

/**
 * A device to ask, and how.
 *
 * @param name the device's name, for messages
 * @param timeout of the first try; 100 ms..60 s
 * @param retries tries after the first, 0..10
 * @param maxRepetitions of a GETBULK to begin with, 1..100
 * @param site a word for its place, for limits; may be empty
 * @param answersFrom addresses that it answers from besides its own
 */
public record SnmpTarget(
    String name,
    InetSocketAddress address,
    SnmpCredential credential,
    Duration timeout,
    int retries,
    int maxRepetitions,
    String site,
    Set<InetAddress> answersFrom) {
  public SnmpTarget {
    answersFrom = Set.copyOf(answersFrom);
    if (credential instanceof SnmpCredential.LocalKeys) {
      throw new IllegalArgumentException(name + ": keys of our own engine are of no use there");
    }
    if (timeout.compareTo(Duration.ofMillis(100)) < 0
        || timeout.compareTo(Duration.ofSeconds(60)) > 0) {
      throw new IllegalArgumentException(name + ": timeout not in 100 ms..60 s: " + timeout);
    }
    if (retries < 0 || retries > 10) {
      throw new IllegalArgumentException(name + ": retries not in 0..10: " + retries);
    }
    if (maxRepetitions < 1 || maxRepetitions > 100) {
      throw new IllegalArgumentException(
          name + ": maxRepetitions not in 1..100: " + maxRepetitions);
    }
  }

  /** A device at no site, which answers from its own address only. */
  public SnmpTarget(
      String name,
      InetSocketAddress address,
      SnmpCredential credential,
      Duration timeout,
      int retries,
      int maxRepetitions) {
    this(name, address, credential, timeout, retries, maxRepetitions, "", Set.of());
  }

  /** The same device, asked once and not again. */
  public SnmpTarget withoutRetries() {
    return new SnmpTarget(name, address, credential, timeout, 0, maxRepetitions, site, answersFrom);
  }
}
