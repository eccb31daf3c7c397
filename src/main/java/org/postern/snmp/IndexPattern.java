package org.postern.snmp;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * A table whose index holds IP addresses, and where they stand in it.
 *
 * @param entry the conceptual row's OID; a column's number and the index follow
 * @param parts of the index in order: i an integer, 4 an IPv4 address, 6 an IPv6 address, a an
 *     InetAddressType and InetAddress (RFC 4001)
 */
record IndexPattern(Oid entry, String parts) {
  /** The tables of RFC 4293, 4022, 4113, 4292 and before, BGP4-MIB, OSPF-MIB. */
  static final List<IndexPattern> KNOWN =
      List.of(
          of("1.3.6.1.2.1.4.20.1", "4"),
          of("1.3.6.1.2.1.4.32.1", "iai"),
          of("1.3.6.1.2.1.4.34.1", "a"),
          of("1.3.6.1.2.1.6.13.1", "4i4i"),
          of("1.3.6.1.2.1.6.19.1", "aiai"),
          of("1.3.6.1.2.1.6.20.1", "ai"),
          of("1.3.6.1.2.1.7.5.1", "4i"),
          of("1.3.6.1.2.1.7.7.1", "aiaii"),
          of("1.3.6.1.2.1.14.7.1", "4i"),
          of("1.3.6.1.2.1.14.10.1", "4i"),
          of("1.3.6.1.2.1.15.3.1", "4"),
          of("1.3.6.1.2.1.55.1.8.1", "i6"));

  private static IndexPattern of(String entry, String parts) {
    return new IndexPattern(Oid.parse(entry), parts);
  }

  /** The OID with its addresses replaced, whether it names an instance here or not. */
  static Oid replace(Oid oid, AddressAliases aliases) {
    Optional<IndexPattern> pattern =
        KNOWN.stream().filter(known -> oid.startsWith(known.entry)).findFirst();
    return pattern.map(known -> known.inIndex(oid, aliases)).orElse(oid);
  }

  private Oid inIndex(Oid oid, AddressAliases aliases) {
    int[] numbers = oid.toArray();
    int at = entry.length() + 1;
    for (int i = 0; i < parts.length() && at < numbers.length; i++) {
      switch (parts.charAt(i)) {
        case 'i' -> at++;
        case '4' -> at = address(numbers, at, 4, aliases);
        case '6' -> at = address(numbers, at, 16, aliases);
        default ->
            at = address(numbers, at + 2, at + 1 < numbers.length ? numbers[at + 1] : 0, aliases);
      }
    }
    return Oid.of(numbers);
  }

  /** Replaces an address of 4, 8, 16 or 20 octets (the longer ones have a zone behind). */
  private static int address(int[] numbers, int at, int length, AddressAliases aliases) {
    int size = length >= 16 ? 16 : 4;
    if (length < 4 || at + length > numbers.length) {
      return at + Math.max(0, length);
    }
    byte[] octets = new byte[size];
    for (int i = 0; i < size; i++) {
      octets[i] = (byte) numbers[at + i];
    }
    byte[] alias = size == 4 ? aliases.ipv4(octets) : aliases.ipv6(octets);
    if (!Arrays.equals(alias, octets)) {
      for (int i = 0; i < size; i++) {
        numbers[at + i] = alias[i] & 0xff;
      }
    }
    return at + length;
  }
}
