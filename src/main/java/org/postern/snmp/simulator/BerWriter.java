package org.postern.snmp.simulator;

import java.util.Arrays;
import org.postern.snmp.Oid;
import org.postern.snmp.SnmpValue;
import org.postern.snmp.VarBind;

/**
 * Writes BER from the end to the beginning, so that each length is known when it is written (X.690,
 * in the subset of RFC 3417 §8). Confined to one thread.
 */
final class BerWriter {
  static final int INTEGER = 0x02;
  static final int OCTETS = 0x04;
  static final int NULL = 0x05;
  static final int OBJECT_ID = 0x06;
  static final int SEQUENCE = 0x30;
  static final int IP_ADDRESS = 0x40;
  static final int COUNTER32 = 0x41;
  static final int GAUGE32 = 0x42;
  static final int TIME_TICKS = 0x43;
  static final int OPAQUE = 0x44;
  static final int COUNTER64 = 0x46;
  static final int NO_SUCH_OBJECT = 0x80;
  static final int NO_SUCH_INSTANCE = 0x81;
  static final int END_OF_MIB_VIEW = 0x82;

  private byte[] buffer = new byte[2048];
  private int start = buffer.length;

  /** Octets written so far. */
  int size() {
    return buffer.length - start;
  }

  byte[] toArray() {
    return Arrays.copyOfRange(buffer, start, buffer.length);
  }

  /** Puts tag and length before what was written since {@code sizeBefore}. */
  BerWriter wrap(int tag, int sizeBefore) {
    int length = size() - sizeBefore;
    if (length < 0x80) {
      put(length);
    } else {
      int octets = 0;
      for (int rest = length; rest > 0; rest >>>= 8) {
        put(rest);
        octets++;
      }
      put(0x80 | octets);
    }
    put(tag);
    return this;
  }

  BerWriter integer(long value) {
    return number(INTEGER, value);
  }

  BerWriter octets(byte[] value) {
    return bytes(OCTETS, value);
  }

  BerWriter raw(byte[] value) {
    reserve(value.length);
    start -= value.length;
    System.arraycopy(value, 0, buffer, start, value.length);
    return this;
  }

  BerWriter varBind(VarBind varBind) {
    int before = size();
    value(varBind.value());
    oid(varBind.oid());
    return wrap(SEQUENCE, before);
  }

  private void value(SnmpValue value) {
    if (value instanceof SnmpValue.Int number) {
      number(INTEGER, number.value());
    } else if (value instanceof SnmpValue.Octets octets) {
      bytes(OCTETS, octets.octets());
    } else if (value instanceof SnmpValue.ObjectId id) {
      oid(id.value());
    } else if (value instanceof SnmpValue.IpAddress address) {
      bytes(IP_ADDRESS, address.octets());
    } else if (value instanceof SnmpValue.Counter32 counter) {
      number(COUNTER32, counter.value());
    } else if (value instanceof SnmpValue.Gauge32 gauge) {
      number(GAUGE32, gauge.value());
    } else if (value instanceof SnmpValue.TimeTicks ticks) {
      number(TIME_TICKS, ticks.value());
    } else if (value instanceof SnmpValue.Opaque opaque) {
      bytes(OPAQUE, opaque.octets());
    } else if (value instanceof SnmpValue.Counter64 counter) {
      unsigned64(counter.value());
    } else if (value instanceof SnmpValue.Absent absent) {
      wrap(tagOf(absent), size());
    }
  }

  private static int tagOf(SnmpValue.Absent absent) {
    return switch (absent.why()) {
      case "noSuchObject" -> NO_SUCH_OBJECT;
      case "noSuchInstance" -> NO_SUCH_INSTANCE;
      case "endOfMibView" -> END_OF_MIB_VIEW;
      default -> NULL;
    };
  }

  private BerWriter bytes(int tag, byte[] value) {
    int before = size();
    raw(value);
    return wrap(tag, before);
  }

  private BerWriter number(int tag, long value) {
    int before = size();
    long rest = value;
    do {
      put((int) rest);
      rest >>= 8;
    } while (rest != 0 && rest != -1);
    boolean lastIsNegative = (buffer[start] & 0x80) != 0;
    if (lastIsNegative != (value < 0)) {
      put((int) rest);
    }
    return wrap(tag, before);
  }

  private void unsigned64(long value) {
    int before = size();
    long rest = value;
    do {
      put((int) rest);
      rest >>>= 8;
    } while (rest != 0);
    if ((buffer[start] & 0x80) != 0) {
      put(0);
    }
    wrap(COUNTER64, before);
  }

  private void oid(Oid oid) {
    int before = size();
    for (int i = oid.length() - 1; i >= 2; i--) {
      base128(oid.unsignedAt(i));
    }
    long first = oid.length() > 0 ? oid.unsignedAt(0) : 0;
    long second = oid.length() > 1 ? oid.unsignedAt(1) : 0;
    base128(first * 40 + second);
    wrap(OBJECT_ID, before);
  }

  private void base128(long value) {
    put((int) (value & 0x7f));
    for (long rest = value >>> 7; rest > 0; rest >>>= 7) {
      put((int) (rest & 0x7f) | 0x80);
    }
  }

  private void put(int octet) {
    reserve(1);
    buffer[--start] = (byte) octet;
  }

  private void reserve(int octets) {
    if (start < octets) {
      int size = size();
      byte[] larger = new byte[Math.max(buffer.length * 2, size + octets + 1024)];
      System.arraycopy(buffer, start, larger, larger.length - size, size);
      start = larger.length - size;
      buffer = larger;
    }
  }
}
