package org.postern.snmp;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * Asks devices. Returns at once; the future always completes normally, whatever the device does,
 * and may do so on the thread that receives answers: continue elsewhere if there is work to do.
 */
public interface SnmpReader extends AutoCloseable {
  /** GET of these instances, in as many requests as they need. Absent ones come as such. */
  CompletableFuture<ReadResult> get(SnmpTarget target, List<Oid> instances);

  /**
   * Reads these columns of one conceptual table whole, side by side, by GETBULK (GETNEXT for v1). A
   * column may be the root of any subtree, down to 1 for a whole device. Rows beyond it never
   * appear. An agent that loops or goes backwards ends in a partial result.
   *
   * @param maxRows where to give up with a partial result
   */
  CompletableFuture<ReadResult> walk(SnmpTarget target, List<Oid> columns, int maxRows);

  /**
   * The SNMPv3 engine that answers this target, with its clock of now. Empty if the target is not
   * asked by SNMPv3 or did not answer last time.
   */
  default Optional<SnmpEngine> engine(SnmpTarget target) {
    return Optional.empty();
  }

  /**
   * Spares the discovery of an engine (RFC 3414 §4) that answered this target {@code since} ago. If
   * it is another one by now, or has booted again, that shows with the first request and is put
   * right.
   */
  default void recall(SnmpTarget target, SnmpEngine engine, Duration since) {}

  @Override
  void close();
}
