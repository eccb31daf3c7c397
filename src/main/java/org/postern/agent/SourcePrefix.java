package org.postern.agent;

import java.net.InetAddress;
import java.util.List;
import org.postern.acl.AddressMatch;
import org.postern.acl.IpBits;
import org.postern.acl.IpFamily;

/**
 * Addresses that may ask: those that share the first {@code length} bits with {@code address}.
 *
 * @param length 0 up to the family's width in bits
 */
public record SourcePrefix(IpFamily family, IpBits address, int length) {
  /** This machine, by IPv4 and IPv6. */
  public static final List<SourcePrefix> LOOPBACK = List.of(parse("127.0.0.0/8"), parse("::1"));

  public SourcePrefix {
    address = address.and(IpBits.prefixMask(family, length));
  }

  /**
   * Reads an address or "address/length", IPv4 or IPv6.
   *
   * @throws IllegalArgumentException with the text seen, if it is neither
   */
  public static SourcePrefix parse(String text) {
    if (!(AddressMatch.parse(text) instanceof AddressMatch.Masked masked)) {
      throw new IllegalArgumentException("not an address or prefix: " + text);
    }
    int slash = text.indexOf('/');
    int length =
        slash < 0 ? masked.family().bits() : Integer.parseInt(text.substring(slash + 1).strip());
    return new SourcePrefix(masked.family(), masked.value(), length);
  }

  /** Whether {@code source} lies in this prefix; an IPv4 address never lies in an IPv6 one. */
  public boolean contains(InetAddress source) {
    byte[] octets = source.getAddress();
    return octets.length * 8 == family.bits()
        && IpBits.of(octets).and(IpBits.prefixMask(family, length)).equals(address);
  }

  @Override
  public String toString() {
    return address.toText(family) + "/" + length;
  }
}
