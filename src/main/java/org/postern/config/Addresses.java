package org.postern.config;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.postern.acl.AddressMatch;
import org.postern.acl.IpBits;
import org.postern.acl.IpFamily;

/** Reads IP addresses and prefixes; literals only, so that nothing is ever asked of DNS. */
final class Addresses {
  static final String ADDRESS_FORM =
      "must be an IP address, with or without a port, such as 192.0.2.1, 192.0.2.1:161 or"
          + " [2001:db8::1]:161; a host name is not enough, for watching must not depend on DNS";
  static final String PREFIX_FORM =
      "must be any, an address, a prefix or a range, such as 192.0.2.0/24, 2001:db8::/32 or"
          + " 192.0.2.10-192.0.2.20";

  private static final int HIGHEST_PORT = 65_535;
  private static final Pattern OCTETS =
      Pattern.compile(
          "(0|[1-9]\\d{0,2})\\.(0|[1-9]\\d{0,2})\\.(0|[1-9]\\d{0,2})\\.(0|[1-9]\\d{0,2})");
  private static final Pattern GROUPS = Pattern.compile("[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*");
  private static final Pattern BRACKETED = Pattern.compile("\\[([^\\]]*)](?::(\\d{1,5}))?");
  private static final Pattern LENGTH = Pattern.compile("0|[1-9]\\d{0,2}");

  private Addresses() {}

  /** Reads an address that may have a port; an IPv6 address with a port stands in brackets. */
  static Optional<InetSocketAddress> socket(String text, int defaultPort) {
    Matcher bracketed = BRACKETED.matcher(text);
    if (bracketed.matches()) {
      String host = bracketed.group(1);
      String port = bracketed.group(2);
      return host.indexOf(':') < 0
          ? Optional.empty()
          : literal(host).flatMap(address -> at(address, port == null ? "" : port, defaultPort));
    }
    int colon = text.indexOf(':');
    if (colon > 0 && colon == text.lastIndexOf(':')) {
      String port = text.substring(colon + 1);
      return port.isEmpty()
          ? Optional.empty()
          : literal(text.substring(0, colon)).flatMap(address -> at(address, port, defaultPort));
    }
    return literal(text).map(address -> new InetSocketAddress(address, defaultPort));
  }

  private static Optional<InetSocketAddress> at(InetAddress address, String port, int defaultPort) {
    if (port.isEmpty()) {
      return Optional.of(new InetSocketAddress(address, defaultPort));
    }
    if (!port.matches("\\d{1,5}")) {
      return Optional.empty();
    }
    int number = Integer.parseInt(port);
    return number < 1 || number > HIGHEST_PORT
        ? Optional.empty()
        : Optional.of(new InetSocketAddress(address, number));
  }

  /**
   * Reads "any", an address, a prefix or a range.
   *
   * @throws IllegalArgumentException whose message says what it must be
   */
  static AddressMatch match(String text) {
    if (text.equals("any")) {
      return AddressMatch.any();
    }
    int dash = text.indexOf('-');
    if (dash > 0) {
      return range(text.substring(0, dash), text.substring(dash + 1));
    }
    int slash = text.indexOf('/');
    InetAddress address =
        literal(slash < 0 ? text : text.substring(0, slash)).orElseThrow(Addresses::wrongForm);
    IpFamily family = familyOf(address);
    if (slash < 0) {
      return AddressMatch.prefix(family, IpBits.of(address.getAddress()), family.bits());
    }
    String length = text.substring(slash + 1);
    if (!LENGTH.matcher(length).matches() || Integer.parseInt(length) > family.bits()) {
      throw new IllegalArgumentException("prefix length must be 0 to " + family.bits());
    }
    return prefix(family, IpBits.of(address.getAddress()), Integer.parseInt(length));
  }

  private static AddressMatch prefix(IpFamily family, IpBits address, int length) {
    IpBits network = address.and(IpBits.prefixMask(family, length));
    if (!network.equals(address)) {
      throw new IllegalArgumentException(
          "has bits behind the prefix; the prefix is " + network.toText(family) + "/" + length);
    }
    return AddressMatch.prefix(family, address, length);
  }

  private static AddressMatch range(String low, String high) {
    InetAddress first = literal(low).orElseThrow(Addresses::wrongForm);
    InetAddress last = literal(high).orElseThrow(Addresses::wrongForm);
    if (familyOf(first) != familyOf(last)) {
      throw new IllegalArgumentException("the range mixes IPv4 and IPv6");
    }
    return new AddressMatch.Range(
        familyOf(first), IpBits.of(first.getAddress()), IpBits.of(last.getAddress()));
  }

  private static IllegalArgumentException wrongForm() {
    return new IllegalArgumentException(PREFIX_FORM);
  }

  private static IpFamily familyOf(InetAddress address) {
    return address.getAddress().length == 4 ? IpFamily.IPV4 : IpFamily.IPV6;
  }

  private static Optional<InetAddress> literal(String text) {
    Matcher octets = OCTETS.matcher(text);
    try {
      if (octets.matches()) {
        byte[] address = new byte[4];
        for (int i = 0; i < address.length; i++) {
          int octet = Integer.parseInt(octets.group(i + 1));
          if (octet > 255) {
            return Optional.empty();
          }
          address[i] = (byte) octet;
        }
        return Optional.of(InetAddress.getByAddress(address));
      }
      // With a colon in it the JDK takes the text for a literal and never asks a resolver.
      return GROUPS.matcher(text).matches()
          ? Optional.of(InetAddress.getByName(text))
          : Optional.empty();
    } catch (UnknownHostException e) {
      return Optional.empty();
    }
  }
}
