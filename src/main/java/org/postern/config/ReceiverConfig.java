package org.postern.config;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Set;
import org.postern.finding.FindingKind;
import org.postern.finding.Severity;
import org.postern.snmp.SnmpCredential;

/**
 * Where notifications go.
 *
 * @param name unique
 * @param credential also says the SNMP version
 * @param type trap or inform; never inform with SNMPv1
 * @param minSeverity findings below it are not sent
 * @param kinds which are sent; never empty
 * @param timeout of an inform's first try
 * @param retries of an inform after the first try; 0..10
 */
public record ReceiverConfig(
    String name,
    InetSocketAddress address,
    SnmpCredential credential,
    Type type,
    Severity minSeverity,
    Set<FindingKind> kinds,
    Duration timeout,
    int retries) {
  /** The port notifications go to (RFC 3417 §3.1). */
  public static final int NOTIFICATION_PORT = 162;

  public static final Duration DEFAULT_TIMEOUT = Duration.ofSeconds(5);
  public static final int DEFAULT_RETRIES = 3;

  public ReceiverConfig {
    if (type == Type.INFORM && credential instanceof SnmpCredential.V1) {
      throw new IllegalArgumentException("SNMPv1 has no informs: " + name);
    }
    kinds = Set.copyOf(kinds);
  }

  /** Whether the receiver confirms. */
  public enum Type {
    TRAP,
    INFORM
  }
}
