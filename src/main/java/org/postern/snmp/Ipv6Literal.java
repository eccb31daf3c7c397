package org.postern.snmp;

import java.util.Optional;

/**
 * IPv6 addresses as text without embedded IPv4 (RFC 4291 §2.2), and back (RFC 5952, unshortened).
 */
final class Ipv6Literal {
  private Ipv6Literal() {}

  /** Sixteen octets, if this is a whole address: eight groups, or fewer around one "::". */
  static Optional<byte[]> parse(String text) {
    int gap = text.indexOf("::");
    if (gap >= 0 && text.indexOf("::", gap + 1) >= 0) {
      return Optional.empty();
    }
    String[] before = groups(gap < 0 ? text : text.substring(0, gap));
    String[] after = groups(gap < 0 ? "" : text.substring(gap + 2));
    int count = before.length + after.length;
    if (gap < 0 ? count != 8 : count > 7) {
      return Optional.empty();
    }
    byte[] octets = new byte[16];
    boolean good = put(octets, 0, before) && put(octets, 8 - after.length, after);
    return good ? Optional.of(octets) : Optional.empty();
  }

  private static String[] groups(String text) {
    return text.isEmpty() ? new String[0] : text.split(":", -1);
  }

  private static boolean put(byte[] octets, int group, String[] groups) {
    for (int i = 0; i < groups.length; i++) {
      if (!groups[i].matches("[0-9A-Fa-f]{1,4}")) {
        return false;
      }
      int number = Integer.parseInt(groups[i], 16);
      octets[2 * (group + i)] = (byte) (number >> 8);
      octets[2 * (group + i) + 1] = (byte) number;
    }
    return true;
  }

  /** Eight groups without leading zeros; a run of zeros is not shortened. */
  static String format(byte[] octets) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < 16; i += 2) {
      if (i > 0) {
        text.append(':');
      }
      text.append(Integer.toHexString((octets[i] & 0xff) << 8 | (octets[i + 1] & 0xff)));
    }
    return text.toString();
  }
}
