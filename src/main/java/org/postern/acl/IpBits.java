package org.postern.acl;

import java.net.InetAddress;
import java.net.UnknownHostException;

/**
 * 128 bits of an address or a mask, most significant first. An IPv4 address takes the low 32 bits
 * and leaves the rest zero.
 */
public record IpBits(long high, long low) implements Comparable<IpBits> {
  public static final IpBits ZERO = new IpBits(0, 0);

  /** All bits of the family set: 255.255.255.255 or ffff:…:ffff. */
  public static IpBits ones(IpFamily family) {
    return family == IpFamily.IPV4 ? new IpBits(0, 0xffff_ffffL) : new IpBits(-1, -1);
  }

  /**
   * The mask of a prefix.
   *
   * @param length 0 up to the family's width
   * @throws IllegalArgumentException if the length is out of range
   */
  public static IpBits prefixMask(IpFamily family, int length) {
    if (length < 0 || length > family.bits()) {
      throw new IllegalArgumentException("prefix length 0.." + family.bits() + ": " + length);
    }
    if (family == IpFamily.IPV4) {
      return new IpBits(0, length == 0 ? 0 : 0xffff_ffffL & (-1L << (32 - length)));
    }
    long high = length == 0 ? 0 : length >= 64 ? -1L : -1L << (64 - length);
    long low = length <= 64 ? 0 : -1L << (128 - length);
    return new IpBits(high, low);
  }

  /** The one bit at {@code position}, counted from the family's most significant bit as 0. */
  static IpBits single(IpFamily family, int position) {
    int shift = family.bits() - 1 - position;
    return shift >= 64 ? new IpBits(1L << (shift - 64), 0) : new IpBits(0, 1L << shift);
  }

  /** How many leading ones a prefix mask has, or -1 if the ones are not all in front. */
  int prefixLength(IpFamily family) {
    int length = Long.bitCount(high) + Long.bitCount(low);
    return equals(prefixMask(family, length)) ? length : -1;
  }

  /**
   * Reads network octets, most significant first.
   *
   * @throws IllegalArgumentException unless there are 4 or 16
   */
  public static IpBits of(byte[] octets) {
    if (octets.length != 4 && octets.length != 16) {
      throw new IllegalArgumentException("an address has 4 or 16 octets: " + octets.length);
    }
    long high = 0;
    long low = 0;
    for (byte octet : octets) {
      high = (high << 8) | (low >>> 56);
      low = (low << 8) | (octet & 0xffL);
    }
    return new IpBits(high, low);
  }

  public IpBits and(IpBits other) {
    return new IpBits(high & other.high, low & other.low);
  }

  public IpBits or(IpBits other) {
    return new IpBits(high | other.high, low | other.low);
  }

  public IpBits xor(IpBits other) {
    return new IpBits(high ^ other.high, low ^ other.low);
  }

  /** The complement within the width of {@code family}. */
  public IpBits not(IpFamily family) {
    IpBits ones = ones(family);
    return new IpBits(~high & ones.high, ~low & ones.low);
  }

  /** The bit at {@code position}, counted from the most significant bit of the family as 0. */
  public boolean bit(IpFamily family, int position) {
    int shift = family.bits() - 1 - position;
    return shift >= 64 ? ((high >>> (shift - 64)) & 1) == 1 : ((low >>> shift) & 1) == 1;
  }

  /** The number after this one; zero after 128 ones. */
  public IpBits next() {
    return new IpBits(low == -1 ? high + 1 : high, low + 1);
  }

  /** The number before this one; 128 ones before zero. */
  public IpBits previous() {
    return new IpBits(low == 0 ? high - 1 : high, low - 1);
  }

  /** Network octets, 4 or 16 of them. */
  public byte[] toOctets(IpFamily family) {
    byte[] octets = new byte[family.bits() / 8];
    for (int i = 0; i < octets.length; i++) {
      int shift = (octets.length - 1 - i) * 8;
      octets[i] = (byte) (shift >= 64 ? high >>> (shift - 64) : low >>> shift);
    }
    return octets;
  }

  /** The address as text: dotted quad or RFC 5952 without zone. */
  public String toText(IpFamily family) {
    try {
      InetAddress address = InetAddress.getByAddress(toOctets(family));
      return family == IpFamily.IPV4 ? address.getHostAddress() : Ipv6Text.of(toOctets(family));
    } catch (UnknownHostException e) {
      throw new IllegalStateException("octet count is fixed by the family", e);
    }
  }

  /** Orders as unsigned numbers. */
  @Override
  public int compareTo(IpBits other) {
    int order = Long.compareUnsigned(high, other.high);
    return order != 0 ? order : Long.compareUnsigned(low, other.low);
  }
}
