package org.postern.profile.rows;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Pattern;
import org.postern.snmp.SnmpValue;

/** What a value is as a number, as text, as octets. */
public final class Values {
  private static final Pattern DECIMAL = Pattern.compile("-?\\d{1,18}");

  private Values() {}

  /** The number of an integer, counter, gauge or time; of text that is a decimal number too. */
  public static OptionalLong number(SnmpValue value) {
    if (value instanceof SnmpValue.Int number) {
      return OptionalLong.of(number.value());
    }
    if (value instanceof SnmpValue.Counter32 number) {
      return OptionalLong.of(number.value());
    }
    if (value instanceof SnmpValue.Gauge32 number) {
      return OptionalLong.of(number.value());
    }
    if (value instanceof SnmpValue.TimeTicks number) {
      return OptionalLong.of(number.value());
    }
    if (value instanceof SnmpValue.Counter64 number) {
      return OptionalLong.of(number.value());
    }
    String text = text(value).strip();
    return value instanceof SnmpValue.Octets && DECIMAL.matcher(text).matches()
        ? OptionalLong.of(Long.parseLong(text))
        : OptionalLong.empty();
  }

  /** The value as text: decimal, dotted, or the octets; octets that are no text become hex. */
  public static String text(SnmpValue value) {
    if (value instanceof SnmpValue.Octets octets) {
      return printable(octets.octets())
          .orElseGet(() -> "0x" + HexFormat.of().formatHex(octets.octets()));
    }
    if (value instanceof SnmpValue.Opaque opaque) {
      return "0x" + HexFormat.of().formatHex(opaque.octets());
    }
    if (value instanceof SnmpValue.Counter64 counter) {
      return Long.toUnsignedString(counter.value());
    }
    if (value instanceof SnmpValue.Int number) {
      return Integer.toString(number.value());
    }
    if (value instanceof SnmpValue.Counter32 number) {
      return Long.toString(number.value());
    }
    if (value instanceof SnmpValue.Gauge32 number) {
      return Long.toString(number.value());
    }
    if (value instanceof SnmpValue.TimeTicks number) {
      return Long.toString(number.value());
    }
    if (value instanceof SnmpValue.ObjectId oid) {
      return oid.value().toString();
    }
    return value instanceof SnmpValue.IpAddress address ? address.toString() : "";
  }

  /** The octets as text if they are printable UTF-8; trailing NULs of C agents are dropped. */
  public static Optional<String> printable(byte[] octets) {
    int length = octets.length;
    while (length > 0 && octets[length - 1] == 0) {
      length--;
    }
    try {
      String text =
          StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(octets, 0, length)).toString();
      boolean control = text.chars().anyMatch(c -> Character.isISOControl(c) && c != '\t');
      return control ? Optional.empty() : Optional.of(text);
    } catch (CharacterCodingException e) {
      return Optional.empty();
    }
  }

  /** The octets of an OCTET STRING or IpAddress; none for anything else. */
  public static Optional<byte[]> octets(SnmpValue value) {
    if (value instanceof SnmpValue.Octets octets) {
      return Optional.of(octets.octets());
    }
    return value instanceof SnmpValue.IpAddress address
        ? Optional.of(address.octets())
        : Optional.empty();
  }
}
