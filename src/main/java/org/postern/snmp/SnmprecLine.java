package org.postern.snmp;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/**
 * One line {@code OID|TYPE|VALUE} of a recording; the type is the BER tag in decimal, with an x
 * behind it if the value is in hexadecimal.
 */
final class SnmprecLine {
  private static final long MAX_32 = 0xffff_ffffL;

  private SnmprecLine() {}

  /**
   * Reads one line. Octets of type 4 are the bytes of the line itself (ISO 8859-1).
   *
   * @throws IllegalArgumentException with the text seen
   */
  static VarBind parse(String line) {
    String[] parts = line.split("\\|", 3);
    if (parts.length != 3) {
      throw new IllegalArgumentException("not OID|TYPE|VALUE: " + line);
    }
    Oid oid = Oid.parse(parts[0].strip());
    try {
      return new VarBind(oid, value(parts[1].strip(), parts[2]));
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "value does not fit type " + parts[1] + " (" + e.getMessage() + "): " + line, e);
    }
  }

  private static SnmpValue value(String type, String text) {
    return switch (type) {
      case "2" -> new SnmpValue.Int(Integer.parseInt(text.strip()));
      case "4" -> new SnmpValue.Octets(text.getBytes(StandardCharsets.ISO_8859_1));
      case "4x" -> new SnmpValue.Octets(hex(text));
      case "5" -> SnmpRecording.NULL;
      case "6" -> new SnmpValue.ObjectId(objectId(text.strip()));
      case "64" -> new SnmpValue.IpAddress(dottedQuad(text.strip()));
      case "64x" -> new SnmpValue.IpAddress(fourOctets(hex(text)));
      case "65" -> new SnmpValue.Counter32(unsigned32(text));
      case "66" -> new SnmpValue.Gauge32(unsigned32(text));
      case "67" -> new SnmpValue.TimeTicks(unsigned32(text));
      case "68" -> new SnmpValue.Opaque(text.getBytes(StandardCharsets.ISO_8859_1));
      case "68x" -> new SnmpValue.Opaque(hex(text));
      case "70" -> new SnmpValue.Counter64(Long.parseUnsignedLong(text.strip()));
      default -> throw new IllegalArgumentException("unknown type");
    };
  }

  /** The line for this variable binding, without a line end. */
  static String format(VarBind varBind) {
    return varBind.oid() + "|" + typeAndValue(varBind);
  }

  private static String typeAndValue(VarBind varBind) {
    SnmpValue value = varBind.value();
    if (value instanceof SnmpValue.Int number) {
      return "2|" + number.value();
    } else if (value instanceof SnmpValue.Octets octets) {
      byte[] bytes = octets.octets();
      return isPlainText(bytes)
          ? "4|" + new String(bytes, StandardCharsets.US_ASCII)
          : "4x|" + HexFormat.of().formatHex(bytes);
    } else if (value instanceof SnmpValue.ObjectId id) {
      return "6|" + id.value();
    } else if (value instanceof SnmpValue.IpAddress address) {
      return "64|" + address;
    } else if (value instanceof SnmpValue.Counter32 counter) {
      return "65|" + counter.value();
    } else if (value instanceof SnmpValue.Gauge32 gauge) {
      return "66|" + gauge.value();
    } else if (value instanceof SnmpValue.TimeTicks ticks) {
      return "67|" + ticks.value();
    } else if (value instanceof SnmpValue.Opaque opaque) {
      return "68x|" + HexFormat.of().formatHex(opaque.octets());
    } else if (value instanceof SnmpValue.Counter64 counter) {
      return "70|" + Long.toUnsignedString(counter.value());
    } else if (value.equals(SnmpRecording.NULL)) {
      return "5|";
    }
    throw new IllegalArgumentException(
        "a recording has no form for " + value + " of " + varBind.oid());
  }

  private static boolean isPlainText(byte[] bytes) {
    for (byte b : bytes) {
      if (b < 0x20 || b > 0x7e) {
        return false;
      }
    }
    return bytes.length == 0 || (bytes[0] != ' ' && bytes[bytes.length - 1] != ' ');
  }

  private static Oid objectId(String text) {
    return text.isEmpty() ? Oid.of(0, 0) : Oid.parse(text);
  }

  private static byte[] hex(String text) {
    String digits = text.strip();
    return HexFormat.of().parseHex(digits.startsWith("0x") ? digits.substring(2) : digits);
  }

  private static long unsigned32(String text) {
    long value = Long.parseLong(text.strip());
    if (value < 0 || value > MAX_32) {
      throw new IllegalArgumentException("not in 0..4294967295");
    }
    return value;
  }

  private static byte[] dottedQuad(String text) {
    if (!text.matches("[0-9]{1,3}(\\.[0-9]{1,3}){3}")) {
      throw new IllegalArgumentException("not a dotted quad");
    }
    try {
      return fourOctets(InetAddress.getByName(text).getAddress());
    } catch (UnknownHostException e) {
      throw new IllegalArgumentException("not a dotted quad", e);
    }
  }

  private static byte[] fourOctets(byte[] octets) {
    if (octets.length != 4) {
      throw new IllegalArgumentException("not four octets");
    }
    return octets;
  }
}
