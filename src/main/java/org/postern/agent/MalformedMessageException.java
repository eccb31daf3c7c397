package org.postern.agent;

/**
 * A packet is no SNMP message: BER that RFC 3417 §8 does not allow, or a field out of its range.
 * Carries no stack trace, for anybody can send such packets as fast as the network takes them.
 */
final class MalformedMessageException extends Exception {
  private static final long serialVersionUID = 1;

  MalformedMessageException(String what) {
    super(what, null, false, false);
  }
}
