package org.postern.agent;

import java.util.function.Consumer;
import org.snmp4j.PDU;

/** Answers the requests of one engine (RFC 3413 §3.2). */
@FunctionalInterface
interface CommandResponder {
  /**
   * Answers a request at once or later, at most once.
   *
   * @param reply takes the response; may be called on any thread
   */
  void answer(PDU request, Caller caller, Consumer<PDU> reply);
}
