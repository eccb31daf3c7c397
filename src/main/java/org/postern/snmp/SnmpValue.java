package org.postern.snmp;

import java.util.Arrays;
import java.util.HexFormat;

/** The value of a variable binding, by its syntax (RFC 2578 §7.1). */
@SuppressWarnings("ArrayRecordComponent") // the arrays are copied on the way in and out
public sealed interface SnmpValue {
  /** INTEGER, Integer32. */
  record Int(int value) implements SnmpValue {}

  /** Counter32, 0..2^32-1. */
  record Counter32(long value) implements SnmpValue {}

  /** Gauge32 and Unsigned32, 0..2^32-1. */
  record Gauge32(long value) implements SnmpValue {}

  /** TimeTicks in hundredths of a second, 0..2^32-1. */
  record TimeTicks(long value) implements SnmpValue {}

  /** Counter64 as an unsigned value in a long. */
  record Counter64(long value) implements SnmpValue {}

  record ObjectId(Oid value) implements SnmpValue {}

  /** IpAddress: four octets. */
  record IpAddress(byte[] octets) implements SnmpValue {
    public IpAddress {
      octets = octets.clone();
    }

    @Override
    public byte[] octets() {
      return octets.clone();
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof IpAddress that && Arrays.equals(octets, that.octets);
    }

    @Override
    public int hashCode() {
      return Arrays.hashCode(octets);
    }

    @Override
    public String toString() {
      return (octets[0] & 0xff)
          + "."
          + (octets[1] & 0xff)
          + "."
          + (octets[2] & 0xff)
          + "."
          + (octets[3] & 0xff);
    }
  }

  /** OCTET STRING, and BITS. */
  record Octets(byte[] octets) implements SnmpValue {
    public Octets {
      octets = octets.clone();
    }

    @Override
    public byte[] octets() {
      return octets.clone();
    }

    /** The octets as UTF-8 text; what is not UTF-8 becomes U+FFFD. */
    public String text() {
      return new String(octets, java.nio.charset.StandardCharsets.UTF_8);
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof Octets that && Arrays.equals(octets, that.octets);
    }

    @Override
    public int hashCode() {
      return Arrays.hashCode(octets);
    }

    @Override
    public String toString() {
      return "Octets[" + HexFormat.of().formatHex(octets) + "]";
    }
  }

  /** Opaque, undecoded. */
  record Opaque(byte[] octets) implements SnmpValue {
    public Opaque {
      octets = octets.clone();
    }

    @Override
    public byte[] octets() {
      return octets.clone();
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof Opaque that && Arrays.equals(octets, that.octets);
    }

    @Override
    public int hashCode() {
      return Arrays.hashCode(octets);
    }
  }

  /** noSuchObject, noSuchInstance, endOfMibView, or NULL. */
  record Absent(String why) implements SnmpValue {}
}
