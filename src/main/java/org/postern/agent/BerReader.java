package org.postern.agent;

import java.util.Arrays;

/**
 * Reads BER as SNMP uses it (RFC 3417 §8: definite lengths only), and nothing else: a length beyond
 * its container, an integer or identifier without contents or a number too large is malformed. One
 * thread.
 */
final class BerReader {
  static final int INTEGER = 0x02;
  static final int OCTET_STRING = 0x04;
  static final int NULL = 0x05;
  static final int OBJECT_IDENTIFIER = 0x06;
  static final int SEQUENCE = 0x30;

  /** RFC 2578 §3.5. */
  private static final int LONGEST_IDENTIFIER = 128;

  private final byte[] data;
  private final int end;
  private int at;

  /** Reads the octets {@code from} up to but without {@code to}. */
  BerReader(byte[] data, int from, int to) {
    this.data = data;
    this.at = from;
    this.end = to;
  }

  boolean hasMore() {
    return at < end;
  }

  /** Where the next octet is in the array that is read. */
  int position() {
    return at;
  }

  /** The tag that comes next. */
  int peek() throws MalformedMessageException {
    if (at >= end) {
      throw new MalformedMessageException("ends where a tag should be");
    }
    return data[at] & 0xff;
  }

  /** Nothing may follow. */
  void finish(String what) throws MalformedMessageException {
    if (at < end) {
      throw new MalformedMessageException(end - at + " octets behind the " + what);
    }
  }

  /** The contents of the element that comes next, which must have this tag. */
  BerReader open(int tag) throws MalformedMessageException {
    int seen = peek();
    if (seen != tag) {
      throw new MalformedMessageException(
          "tag " + Integer.toHexString(seen) + " where " + Integer.toHexString(tag) + " should be");
    }
    at++;
    int length = length();
    BerReader contents = new BerReader(data, at, at + length);
    at += length;
    return contents;
  }

  private int length() throws MalformedMessageException {
    int first = octet();
    if (first < 0x80) {
      return within(first);
    }
    int octets = first & 0x7f;
    if (octets == 0 || octets > Integer.BYTES) {
      throw new MalformedMessageException("a length of " + octets + " octets");
    }
    long length = 0;
    for (int i = 0; i < octets; i++) {
      length = (length << 8) | octet();
    }
    return within(length);
  }

  private int within(long length) throws MalformedMessageException {
    if (length > end - at) {
      throw new MalformedMessageException("length " + length + " with " + (end - at) + " left");
    }
    return (int) length;
  }

  private int octet() throws MalformedMessageException {
    int value = peek();
    at++;
    return value;
  }

  /** What is left, as octets. */
  byte[] rest() {
    byte[] octets = Arrays.copyOfRange(data, at, end);
    at = end;
    return octets;
  }

  byte[] octets() throws MalformedMessageException {
    return open(OCTET_STRING).rest();
  }

  /** A signed integer of at most 32 bits. */
  int integer() throws MalformedMessageException {
    return (int) open(INTEGER).signed(Integer.BYTES);
  }

  /** An integer that must not be less than {@code least}. */
  int integer(String name, int least) throws MalformedMessageException {
    int value = integer();
    if (value < least) {
      throw new MalformedMessageException(name + " is " + value);
    }
    return value;
  }

  /** The contents as a signed number; without contents it is none (X.690 §8.3.1). */
  private long signed(int most) throws MalformedMessageException {
    int length = end - at;
    if (length == 0 || length > most) {
      throw new MalformedMessageException("an integer of " + length + " octets");
    }
    long value = data[at];
    for (at++; at < end; at++) {
      value = (value << 8) | (data[at] & 0xff);
    }
    return value;
  }

  /**
   * The contents as a number without sign in {@code octets} octets; a leading zero octet, which BER
   * asks for where the first bit is set, is allowed but not insisted on.
   */
  long unsigned(int octets) throws MalformedMessageException {
    int length = end - at;
    if (length == 0 || length > octets + 1 || (length == octets + 1 && data[at] != 0)) {
      throw new MalformedMessageException("an unsigned integer of " + length + " octets");
    }
    long value = 0;
    for (; at < end; at++) {
      value = (value << 8) | (data[at] & 0xff);
    }
    return value;
  }

  /** The contents as an object identifier; each part is an unsigned 32-bit number. */
  int[] identifier() throws MalformedMessageException {
    if (at == end) {
      throw new MalformedMessageException("an object identifier without contents");
    }
    int[] ids = new int[LONGEST_IDENTIFIER];
    long first = part();
    // X.690 §8.19.4: the first two parts travel as one.
    ids[0] = (int) Math.min(first / 40, 2);
    ids[1] = (int) (first - 40L * ids[0]);
    int size = 2;
    while (at < end) {
      if (size == LONGEST_IDENTIFIER) {
        throw new MalformedMessageException("an object identifier of more than 128 parts");
      }
      ids[size++] = (int) part();
    }
    return Arrays.copyOf(ids, size);
  }

  private long part() throws MalformedMessageException {
    int octet = octet();
    if (octet == 0x80) {
      throw new MalformedMessageException("a part of an object identifier begins with zeros");
    }
    long value = octet & 0x7f;
    while (octet >= 0x80) {
      octet = octet();
      value = (value << 7) | (octet & 0x7f);
      if (value > 0xffff_ffffL) {
        throw new MalformedMessageException("a part of an object identifier beyond 32 bits");
      }
    }
    return value;
  }
}
