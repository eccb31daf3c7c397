package org.postern.acl;

/** An address family and the width of its addresses in bits. */
public enum IpFamily {
  IPV4(32),
  IPV6(128);

  private final int bits;

  IpFamily(int bits) {
    this.bits = bits;
  }

  /** Address width: 32 or 128. */
  public int bits() {
    return bits;
  }
}
