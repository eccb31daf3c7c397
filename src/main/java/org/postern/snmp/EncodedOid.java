package org.postern.snmp;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;

/** The root of a subtree, to be found at the beginning of encoded names. Immutable. */
final class EncodedOid {
  private static final int CONTINUED = 0x80;

  private final Oid oid;
  private final byte[] octets;

  EncodedOid(Oid oid) {
    this.oid = oid;
    this.octets = encoded(asked());
  }

  /**
   * What to ask for to be told what is below: on the wire an object identifier has at least two
   * sub-identifiers (X.690 §8.19.4).
   */
  Oid asked() {
    return oid.length() < 2 ? oid.append(0) : oid;
  }

  Oid oid() {
    return oid;
  }

  /** Octets of {@link #asked}. */
  int size() {
    return octets.length;
  }

  /** Whether the encoded name between these positions is this one or below it. */
  boolean isPrefixOf(byte[] name, int from, int to) {
    if (oid.length() < 2) {
      // Its first sub-identifier is in the first octet, together with the second.
      int first = from == to ? 0 : Math.min(2, (name[from] & 0xff) / 40);
      return first == oid.at(0);
    }
    return to - from >= octets.length
        && Arrays.equals(name, from, from + octets.length, octets, 0, octets.length);
  }

  /** Orders this one against an encoded name. */
  int compareTo(byte[] name, int from, int to) {
    return compare(octets, 0, octets.length, name, from, to);
  }

  /** Orders encoded names by sub-identifier as unsigned numbers, a prefix first. */
  static int compare(byte[] a, int fromA, int toA, byte[] b, int fromB, int toB) {
    int same = Arrays.mismatch(a, fromA, toA, b, fromB, toB);
    if (same < 0) {
      return 0;
    }
    int i = fromA + same;
    int j = fromB + same;
    while (i > fromA && (a[i - 1] & CONTINUED) != 0) { // back to where the sub-identifier begins
      i--;
      j--;
    }
    if (i == toA || j == toB) {
      return Integer.compare(toA - i, toB - j);
    }
    return Long.compare(number(a, i, toA), number(b, j, toB));
  }

  private static long number(byte[] octets, int from, int to) {
    long number = 0;
    for (int i = from; i < to; i++) {
      number = number << 7 | (octets[i] & 0x7f);
      if ((octets[i] & CONTINUED) == 0) {
        break;
      }
    }
    return number;
  }

  private static byte[] encoded(Oid oid) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    write(out, 40 * oid.unsignedAt(0) + oid.unsignedAt(1));
    for (int i = 2; i < oid.length(); i++) {
      write(out, oid.unsignedAt(i));
    }
    return out.toByteArray();
  }

  private static void write(ByteArrayOutputStream out, long number) {
    int groups = Math.max(1, (Long.SIZE - Long.numberOfLeadingZeros(number) + 6) / 7);
    for (int group = groups - 1; group >= 0; group--) {
      int bits = (int) (number >>> (7 * group)) & 0x7f;
      out.write(group == 0 ? bits : bits | CONTINUED);
    }
  }
}
