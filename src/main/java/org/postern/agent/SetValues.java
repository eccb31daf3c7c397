package org.postern.agent;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import org.snmp4j.smi.Integer32;
import org.snmp4j.smi.OctetString;
import org.snmp4j.smi.Variable;

/** Reads the values that a SET gives, with the errors of RFC 3416 §4.2.5. */
final class SetValues {
  private SetValues() {}

  /** One variable may be named twice, but not with two values (RFC 3416 §4.2.5). */
  static <T> T same(Optional<T> before, T now) throws SetException {
    if (before.isPresent() && !before.get().equals(now)) {
      throw new SetException(SetError.INCONSISTENT_VALUE);
    }
    return now;
  }

  /** TruthValue of SNMPv2-TC (RFC 2579). */
  static boolean truth(Variable value) throws SetException {
    if (!(value instanceof Integer32 number)) {
      throw new SetException(SetError.WRONG_TYPE);
    }
    return switch (number.getValue()) {
      case 1 -> true;
      case 2 -> false;
      default -> throw new SetException(SetError.WRONG_VALUE);
    };
  }

  private static OctetString octets(Variable value) throws SetException {
    // Opaque is a kind of octet string in the library, and of another type on the wire.
    if (value.getSyntax() != BerReader.OCTET_STRING) {
      throw new SetException(SetError.WRONG_TYPE);
    }
    return (OctetString) value;
  }

  /** An operator's note; SnmpAdminString (RFC 3411 §5). */
  static String note(Variable given) throws SetException {
    OctetString value = octets(given);
    if (value.length() > MibValues.LONGEST_TEXT) {
      throw new SetException(SetError.WRONG_LENGTH);
    }
    try {
      // SnmpAdminString is UTF-8 (RFC 3411 §5).
      String text =
          StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(value.getValue())).toString();
      if (text.chars().anyMatch(Character::isISOControl)) {
        throw new SetException(SetError.WRONG_VALUE);
      }
      return text;
    } catch (CharacterCodingException e) {
      throw new SetException(SetError.WRONG_VALUE);
    }
  }

  /** A time after {@code now}; empty for the special value that ends what had one. */
  static Optional<Instant> time(Variable value, Instant now) throws SetException {
    Optional<Instant> until = DateAndTime.read(octets(value));
    if (until.isPresent() && !until.get().isAfter(now)) {
      throw new SetException(SetError.INCONSISTENT_VALUE);
    }
    return until;
  }
}
