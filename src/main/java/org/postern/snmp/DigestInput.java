package org.postern.snmp;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;

/** Gathers octets for one SHA-256 digest (FIPS 180-4). Confined. */
final class DigestInput {
  private byte[] gathered = new byte[4096];
  private int size;

  void add(byte[] octets, int from, int to) {
    int length = to - from;
    if (size + length > gathered.length) {
      gathered = Arrays.copyOf(gathered, Math.max(size + length, 2 * gathered.length));
    }
    System.arraycopy(octets, from, gathered, size, length);
    size += length;
  }

  byte[] digest() {
    try {
      MessageDigest sha = MessageDigest.getInstance("SHA-256");
      sha.update(gathered, 0, size);
      return sha.digest();
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
