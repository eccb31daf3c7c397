package org.postern.snmp.simulator;

import org.postern.snmp.Oid;

/** Why an SNMPv3 engine refuses a message, by the counter in its Report (RFC 3414 §5, usmStats). */
public enum UsmStatistic {
  UNSUPPORTED_LEVELS(1),
  NOT_IN_TIME_WINDOWS(2),
  UNKNOWN_USER_NAMES(3),
  UNKNOWN_ENGINE_IDS(4),
  WRONG_DIGESTS(5),
  DECRYPTION_ERRORS(6);

  private final int counter;

  UsmStatistic(int counter) {
    this.counter = counter;
  }

  /** The counter's one instance. */
  Oid instance() {
    return Oid.of(1, 3, 6, 1, 6, 3, 15, 1, 1, counter, 0);
  }
}
