package org.postern.profile.linux;

import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;

/** Protocol names as Linux tools print them, with their IANA numbers. */
final class Protocols {
  private static final Map<String, Integer> NUMBERS =
      Map.ofEntries(
          Map.entry("icmp", 1),
          Map.entry("igmp", 2),
          Map.entry("ipencap", 4),
          Map.entry("tcp", 6),
          Map.entry("udp", 17),
          Map.entry("dccp", 33),
          Map.entry("ipv6", 41),
          Map.entry("gre", 47),
          Map.entry("esp", 50),
          Map.entry("ah", 51),
          Map.entry("icmpv6", 58),
          Map.entry("ipv6-icmp", 58),
          Map.entry("ospf", 89),
          Map.entry("vrrp", 112),
          Map.entry("comp", 108),
          Map.entry("sctp", 132),
          Map.entry("udplite", 136));

  private Protocols() {}

  /** The number of a name or of a number as text, 0..255. */
  static OptionalInt number(String text) {
    if (text.matches("\\d{1,3}")) {
      int number = Integer.parseInt(text);
      return number <= 255 ? OptionalInt.of(number) : OptionalInt.empty();
    }
    Integer number = NUMBERS.get(text.toLowerCase(Locale.ROOT));
    return number == null ? OptionalInt.empty() : OptionalInt.of(number);
  }
}
