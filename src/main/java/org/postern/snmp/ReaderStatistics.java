package org.postern.snmp;

/**
 * What a reader has done since it was opened: a snapshot.
 *
 * @param requests messages sent, retries and discoveries included
 * @param retries requests sent because a try before had no answer
 * @param timeouts tries without an answer
 * @param reports SNMPv3 Reports received (RFC 3412 §7.1)
 * @param varBinds variable bindings received
 * @param active reads under way
 * @param waiting reads that wait for their turn
 */
public record ReaderStatistics(
    long requests,
    long retries,
    long timeouts,
    long reports,
    long varBinds,
    int active,
    int waiting) {}
