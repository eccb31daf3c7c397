package org.postern.snmp.simulator;

import java.util.Arrays;
import org.postern.snmp.Oid;

/**
 * Reads BER forward within given bounds; anything that does not fit is a {@link Malformed}.
 * Confined to one thread.
 */
final class BerReader {
  private final byte[] data;
  private final int end;
  private int position;

  /** Octets that are no message: dropped and counted (RFC 3412 §7.2). */
  static final class Malformed extends Exception {
    private static final long serialVersionUID = 1L;

    Malformed(String message) {
      super(message);
    }
  }

  BerReader(byte[] data, int start, int end) {
    this.data = data;
    this.position = start;
    this.end = end;
  }

  int position() {
    return position;
  }

  boolean hasMore() {
    return position < end;
  }

  /** The tag that comes next, without moving on. */
  int peekTag() throws Malformed {
    if (position >= end) {
      throw new Malformed("ends early at octet " + position);
    }
    return data[position] & 0xff;
  }

  /** Enters what has this tag; this reader moves behind it. */
  BerReader enter(int tag) throws Malformed {
    if (peekTag() != tag) {
      throw new Malformed("tag " + peekTag() + " instead of " + tag + " at octet " + position);
    }
    position++;
    int length = length();
    if (length > end - position) {
      throw new Malformed("length " + length + " leads beyond the end at octet " + position);
    }
    BerReader inside = new BerReader(data, position, position + length);
    position += length;
    return inside;
  }

  long integer() throws Malformed {
    BerReader inside = enter(BerWriter.INTEGER);
    int length = inside.end - inside.position;
    if (length < 1 || length > 8) {
      throw new Malformed("integer of " + length + " octets");
    }
    long value = data[inside.position];
    for (int i = inside.position + 1; i < inside.end; i++) {
      value = value << 8 | (data[i] & 0xff);
    }
    return value;
  }

  int int32() throws Malformed {
    long value = integer();
    if (value != (int) value) {
      throw new Malformed("integer not in 32 bits: " + value);
    }
    return (int) value;
  }

  byte[] octets() throws Malformed {
    BerReader inside = enter(BerWriter.OCTETS);
    return Arrays.copyOfRange(data, inside.position, inside.end);
  }

  Oid oid() throws Malformed {
    BerReader inside = enter(BerWriter.OBJECT_ID);
    int[] numbers = new int[inside.end - inside.position + 1];
    int count = 0;
    while (inside.hasMore()) {
      long number = inside.base128();
      if (count == 0) {
        int first = (int) Math.min(number / 40, 2);
        numbers[count++] = first;
        number -= first * 40L;
      }
      numbers[count++] = (int) number;
    }
    if (count > 128) {
      throw new Malformed("object identifier of " + count + " sub-identifiers");
    }
    return Oid.of(Arrays.copyOf(numbers, count));
  }

  private long base128() throws Malformed {
    long number = 0;
    int octet;
    do {
      octet = peekTag();
      position++;
      number = number << 7 | (octet & 0x7f);
      if (number > 0xffff_ffffL + 80) {
        throw new Malformed("sub-identifier above 2^32-1");
      }
    } while ((octet & 0x80) != 0);
    return number;
  }

  private int length() throws Malformed {
    int first = peekTag();
    position++;
    if (first < 0x80) {
      return first;
    }
    int octets = first & 0x7f;
    if (octets < 1 || octets > 3) {
      throw new Malformed("length of " + octets + " octets");
    }
    int length = 0;
    for (int i = 0; i < octets; i++) {
      length = length << 8 | peekTag();
      position++;
    }
    return length;
  }
}
