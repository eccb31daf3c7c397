package org.postern.profile.linux;

import org.postern.acl.Condition;

/** What a test of TCP flags means for the first segment of a connection (RFC 9293 §3.5). */
final class TcpFlags {
  static final int FIN = 0x01;
  static final int SYN = 0x02;
  static final int RST = 0x04;
  static final int PSH = 0x08;
  static final int ACK = 0x10;
  static final int URG = 0x20;
  private static final int CERTAIN = FIN | SYN | RST | PSH | ACK | URG;

  private TcpFlags() {}

  /** The bit of a flag's name, or 0 for one that a first segment may carry or not (ECE, CWR). */
  static int bit(String name) {
    return switch (name) {
      case "fin" -> FIN;
      case "syn" -> SYN;
      case "rst" -> RST;
      case "psh" -> PSH;
      case "ack" -> ACK;
      case "urg" -> URG;
      default -> 0;
    };
  }

  /** Narrows a match to segments whose flags under {@code mask} are (or are not) {@code wanted}. */
  static void apply(int mask, int wanted, boolean negated, MatchBuilder match) {
    boolean certain = (mask & ~CERTAIN) == 0;
    boolean fits = (SYN & mask & CERTAIN) == (wanted & CERTAIN);
    if (!certain && fits) {
      match.possible("TCP flags beyond the first six");
    } else if (fits == negated) {
      match.condition(new Condition.Established());
    }
  }
}
