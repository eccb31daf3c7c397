package org.postern.agent;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.snmp4j.mp.SnmpConstants;
import org.snmp4j.smi.Counter32;
import org.snmp4j.smi.OID;

/**
 * Counts what this engine meets (RFC 3412 snmpMPDStats, RFC 3414 usmStats, RFC 3413
 * snmpUnknownContexts); thread-safe. One for each agent, so that a manager in the same process does
 * not count here.
 */
final class AgentCounters {
  /** SNMP-TARGET-MIB snmpUnknownContexts.0. */
  static final OID UNKNOWN_CONTEXTS = new OID("1.3.6.1.6.3.12.1.5.0");

  /** What is served of snmpMPDStats and usmStats; SNMPv2-MIB's own counters are not in here. */
  static final List<OID> SERVED =
      List.of(
          SnmpConstants.snmpUnknownSecurityModels,
          SnmpConstants.snmpInvalidMsgs,
          SnmpConstants.snmpUnknownPDUHandlers,
          UNKNOWN_CONTEXTS,
          SnmpConstants.usmStatsUnsupportedSecLevels,
          SnmpConstants.usmStatsNotInTimeWindows,
          SnmpConstants.usmStatsUnknownUserNames,
          SnmpConstants.usmStatsUnknownEngineIDs,
          SnmpConstants.usmStatsWrongDigests,
          SnmpConstants.usmStatsDecryptionErrors);

  private static final long MODULUS = 1L << 32;

  private final Map<OID, AtomicLong> counts = new ConcurrentHashMap<>();

  /** Whether {@code instance} is counted here. */
  static boolean counts(OID instance) {
    return SERVED.contains(instance);
  }

  /** Counts one event and returns the new value. */
  Counter32 increment(OID instance) {
    AtomicLong count = counts.computeIfAbsent(instance, oid -> new AtomicLong());
    return new Counter32(count.incrementAndGet() % MODULUS);
  }

  Counter32 value(OID instance) {
    AtomicLong count = counts.get(instance);
    return new Counter32(count == null ? 0 : count.get() % MODULUS);
  }
}
