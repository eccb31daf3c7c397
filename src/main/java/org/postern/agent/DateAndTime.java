package org.postern.agent;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import org.snmp4j.smi.OctetString;

/** The textual convention DateAndTime of SNMPv2-TC (RFC 2579). */
final class DateAndTime {
  /** No time at all; the same octets as in DISMAN-SCHEDULE-MIB (RFC 3231). */
  static final OctetString NONE = new OctetString(new byte[8]);

  private static final int WITHOUT_ZONE = 8;
  private static final int WITH_ZONE = 11;
  private static final int NANOS_PER_DECISECOND = 100_000_000;

  private DateAndTime() {}

  /** In UTC, 11 octets. */
  static OctetString of(Instant instant) {
    OffsetDateTime utc = instant.atOffset(ZoneOffset.UTC);
    byte[] octets = new byte[WITH_ZONE];
    octets[0] = (byte) (utc.getYear() >> 8);
    octets[1] = (byte) utc.getYear();
    octets[2] = (byte) utc.getMonthValue();
    octets[3] = (byte) utc.getDayOfMonth();
    octets[4] = (byte) utc.getHour();
    octets[5] = (byte) utc.getMinute();
    octets[6] = (byte) utc.getSecond();
    octets[7] = (byte) (utc.getNano() / NANOS_PER_DECISECOND);
    octets[8] = '+';
    return new OctetString(octets);
  }

  /**
   * Reads what a manager sent; without a zone it is taken as UTC. Empty for {@link #NONE}.
   *
   * @throws SetException for another length than 8 or 11, or what is no time
   */
  static Optional<Instant> read(OctetString sent) throws SetException {
    if (sent.equals(NONE)) {
      return Optional.empty();
    }
    byte[] octets = sent.getValue();
    if (octets.length != WITHOUT_ZONE && octets.length != WITH_ZONE) {
      throw new SetException(SetError.WRONG_LENGTH);
    }
    try {
      LocalDateTime local =
          LocalDateTime.of(
              (octets[0] & 0xff) << 8 | (octets[1] & 0xff),
              octets[2],
              octets[3],
              octets[4],
              octets[5],
              // 60 stands for a leap second, which Java does not have.
              Math.min(octets[6], 59),
              Math.multiplyExact(octets[7], NANOS_PER_DECISECOND));
      return Optional.of(
          local.toInstant(octets.length == WITH_ZONE ? zone(octets) : ZoneOffset.UTC));
    } catch (DateTimeException | ArithmeticException e) {
      throw new SetException(SetError.WRONG_VALUE);
    }
  }

  private static ZoneOffset zone(byte[] octets) throws SetException {
    int sign =
        switch (octets[8]) {
          case '+' -> 1;
          case '-' -> -1;
          default -> throw new SetException(SetError.WRONG_VALUE);
        };
    return ZoneOffset.ofHoursMinutes(sign * octets[9], sign * octets[10]);
  }
}
