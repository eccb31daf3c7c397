package org.postern.acl;

/**
 * What an entry asks beyond protocol, addresses, ports and interfaces. The flow in question is
 * always the opening segment of a new TCP connection: a SYN, unfragmented, in no known state.
 */
public sealed interface Condition {
  /**
   * Only later segments of a connection match (established, RELATED, TCP flag ACK): never a SYN.
   */
  record Established() implements Condition {}

  /** Matches nothing as long as it lasts: a time range that is not active, a row not in service. */
  record NotInForce(String reason) implements Condition {}

  /** May match or not; the recording does not tell (a rate limit, a user, an application). */
  record Possible(String reason) implements Condition {}

  /** One readable line, as an operator would put it in brackets behind the entry. */
  default String text() {
    if (this instanceof NotInForce notInForce) {
      return "not in force: " + notInForce.reason();
    }
    return this instanceof Possible possible ? "if " + possible.reason() : "established only";
  }
}
