package org.postern.snmp;

import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;

/**
 * Gives public addresses and hardware addresses stand-ins that are reserved for documentation, the
 * same one each time. Private, loopback, link-local and multicast IPv4 addresses and masks stay.
 * Confined to one thread.
 */
final class AddressAliases {
  private final Map<Integer, Integer> networks = new HashMap<>();
  private final Map<String, Integer> prefixes = new HashMap<>();
  private final Map<String, Integer> interfaceIds = new HashMap<>();
  private final Map<String, Integer> hardware = new HashMap<>();

  /** The stand-in of four octets; hosts of one /24 stay together and keep their last octet. */
  byte[] ipv4(byte[] address) {
    if (!isPublic(address)) {
      return address;
    }
    int network = (address[0] & 0xff) << 16 | (address[1] & 0xff) << 8 | (address[2] & 0xff);
    int number = networks.computeIfAbsent(network, any -> networks.size());
    byte[] alias = address.clone();
    // RFC 5737 has three networks of that size; RFC 2544's 198.18.0.0/15 takes the rest.
    int[] stand =
        switch (number) {
          case 0 -> new int[] {192, 0, 2};
          case 1 -> new int[] {198, 51, 100};
          case 2 -> new int[] {203, 0, 113};
          default -> new int[] {198, 18 + ((number - 3) >> 8 & 1), (number - 3) & 0xff};
        };
    for (int i = 0; i < stand.length; i++) {
      alias[i] = (byte) stand[i];
    }
    return alias;
  }

  /** Whether four octets are an address of the public Internet. */
  static boolean isPublic(byte[] address) {
    int first = address[0] & 0xff;
    int second = address[1] & 0xff;
    int third = address[2] & 0xff;
    return switch (first) {
      case 0, 10, 127 -> false;
      case 100 -> second < 64 || second > 127;
      case 169 -> second != 254;
      case 172 -> second < 16 || second > 31;
      case 192 -> !(second == 168 || (second == 0 && (third == 0 || third == 2)));
      case 198 -> !(second == 18 || second == 19 || (second == 51 && third == 100));
      case 203 -> !(second == 0 && third == 113);
      default -> first < 224;
    };
  }

  /**
   * The stand-in of sixteen octets: networks under 2001:db8::/32 (RFC 3849), interface ids counted,
   * because they may hold a hardware address. Loopback, unspecified and multicast stay.
   */
  byte[] ipv6(byte[] address) {
    boolean global = (address[0] & 0xe0) == 0x20;
    boolean documentation =
        address[0] == 0x20 && address[1] == 0x01 && address[2] == 0x0d && address[3] == (byte) 0xb8;
    boolean linkLocal = address[0] == (byte) 0xfe && (address[1] & 0xc0) == 0x80;
    boolean uniqueLocal = (address[0] & 0xfe) == 0xfc;
    if (documentation || !(global || linkLocal || uniqueLocal)) {
      return address;
    }
    byte[] alias = address.clone();
    if (global) {
      int number = number(prefixes, Arrays.copyOf(address, 8));
      byte[] stand = {0x20, 0x01, 0x0d, (byte) 0xb8, 0, 0, (byte) (number >> 8), (byte) number};
      System.arraycopy(stand, 0, alias, 0, 8);
    }
    int id = number(interfaceIds, Arrays.copyOfRange(address, 8, 16));
    byte[] stand = {0, 0, 0, 0, 0, (byte) (id >> 16), (byte) (id >> 8), (byte) id};
    System.arraycopy(stand, 0, alias, 8, 8);
    return alias;
  }

  /** The stand-in of six octets: 00-00-5E-00-53-xx (RFC 7042 §2.1.2), then local ones. */
  byte[] hardware(byte[] address) {
    int number = number(hardware, address);
    if (number == 0) {
      return address; // all zero: no address
    }
    return number <= 0xff
        ? new byte[] {0, 0, 0x5e, 0, 0x53, (byte) number}
        : new byte[] {2, 0, 0, (byte) (number >> 16), (byte) (number >> 8), (byte) number};
  }

  /** Whether these six octets have been given a stand-in before. */
  boolean knowsHardware(byte[] address) {
    return hardware.containsKey(HexFormat.of().formatHex(address));
  }

  /** 0 for all zero, else a number of its own from 1 on. */
  private static int number(Map<String, Integer> numbers, byte[] octets) {
    String key = HexFormat.of().formatHex(octets);
    if (key.chars().allMatch(digit -> digit == '0')) {
      return 0;
    }
    return numbers.computeIfAbsent(key, any -> numbers.size() + 1);
  }
}
