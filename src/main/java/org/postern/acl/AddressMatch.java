package org.postern.acl;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;

/** Which addresses an entry matches on one side. */
public sealed interface AddressMatch {
  /** Every address of every family. */
  record Any() implements AddressMatch {}

  /**
   * Addresses that equal {@code value} wherever {@code care} has a one bit: a prefix, a host, or a
   * discontiguous wildcard.
   */
  record Masked(IpFamily family, IpBits value, IpBits care) implements AddressMatch {
    public Masked {
      value = value.and(care);
    }
  }

  /** Addresses from {@code low} to {@code high}, both included. */
  record Range(IpFamily family, IpBits low, IpBits high) implements AddressMatch {
    public Range {
      if (low.compareTo(high) > 0) {
        throw new IllegalArgumentException(
            "range ends before it starts: " + low.toText(family) + "-" + high.toText(family));
      }
    }
  }

  /** Addresses that at least one option matches; none if there are no options. */
  record AnyOf(List<AddressMatch> options) implements AddressMatch {
    public AnyOf {
      options = List.copyOf(options);
    }
  }

  /** Addresses that every one of these matches (a chain's condition and its caller's). */
  record AllOf(List<AddressMatch> parts) implements AddressMatch {
    public AllOf {
      parts = List.copyOf(parts);
    }
  }

  /** Addresses of {@code family} that {@code inner} does not match. */
  record Not(IpFamily family, AddressMatch inner) implements AddressMatch {}

  /** The device names something that was not read, say an address group. */
  record Unresolved(String reason) implements AddressMatch {}

  /** One readable line, such as "192.0.2.0/24" or "10.0.0.0 wildcard 0.0.255.0". */
  default String text() {
    return MatchText.of(this);
  }

  static AddressMatch any() {
    return new Any();
  }

  /** The addresses of a prefix; host bits of {@code address} are ignored. */
  static AddressMatch prefix(IpFamily family, IpBits address, int length) {
    return new Masked(family, address, IpBits.prefixMask(family, length));
  }

  /** Cisco's sense: a one bit in {@code wildcard} is ignored. */
  static AddressMatch wildcard(IpFamily family, IpBits address, IpBits wildcard) {
    return new Masked(family, address, wildcard.not(family));
  }

  /**
   * Reads "any", an address, "address/length" or "low-high", IPv4 or IPv6.
   *
   * @throws IllegalArgumentException with the text seen, if it is none of these
   */
  static AddressMatch parse(String text) {
    String trimmed = text.strip();
    if (trimmed.equalsIgnoreCase("any")) {
      return new Any();
    }
    int dash = trimmed.indexOf('-');
    if (dash > 0) {
      byte[] low = octets(trimmed.substring(0, dash), text);
      byte[] high = octets(trimmed.substring(dash + 1), text);
      if (low.length != high.length) {
        throw new IllegalArgumentException("range mixes IPv4 and IPv6: " + text);
      }
      return new Range(familyOf(low), IpBits.of(low), IpBits.of(high));
    }
    int slash = trimmed.indexOf('/');
    byte[] address = octets(slash < 0 ? trimmed : trimmed.substring(0, slash), text);
    IpFamily family = familyOf(address);
    int length = family.bits();
    if (slash >= 0) {
      try {
        length = Integer.parseInt(trimmed.substring(slash + 1));
      } catch (NumberFormatException e) {
        throw new IllegalArgumentException("not a prefix length: " + text, e);
      }
      if (length < 0 || length > family.bits()) {
        throw new IllegalArgumentException("prefix length 0.." + family.bits() + ": " + text);
      }
    }
    return prefix(family, IpBits.of(address), length);
  }

  private static IpFamily familyOf(byte[] octets) {
    return octets.length == 4 ? IpFamily.IPV4 : IpFamily.IPV6;
  }

  /** Reads a literal; nothing ever reaches the resolver, nor what only looks like a number. */
  private static byte[] octets(String text, String whole) {
    if (text.matches("\\d{1,3}(\\.\\d{1,3}){3}")) {
      byte[] octets = new byte[4];
      String[] numbers = text.split("\\.", -1);
      for (int i = 0; i < octets.length; i++) {
        int number = Integer.parseInt(numbers[i]);
        if (number > 255) {
          throw new IllegalArgumentException("octets of an address are 0..255: " + whole);
        }
        octets[i] = (byte) number;
      }
      return octets;
    }
    // With a colon, and not beginning with a dot, InetAddress only reads literals.
    if (text.indexOf(':') < 0 || !text.matches("[0-9A-Fa-f:][0-9A-Fa-f:.]*")) {
      throw new IllegalArgumentException("not an address, prefix or range: " + whole);
    }
    try {
      return InetAddress.getByName(text).getAddress();
    } catch (UnknownHostException e) {
      throw new IllegalArgumentException("not an address, prefix or range: " + whole, e);
    }
  }
}
