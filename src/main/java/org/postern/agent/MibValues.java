package org.postern.agent;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.postern.acl.Action;
import org.postern.acl.Direction;
import org.postern.acl.EntryCover;
import org.postern.acl.MailPort;
import org.postern.acl.Verdict;
import org.postern.acl.Visibility;
import org.postern.counter.Quality;
import org.postern.counter.Rate;
import org.postern.finding.Board.Conformance;
import org.postern.finding.Board.Reachability;
import org.postern.finding.FindingState;
import org.postern.finding.Severity;
import org.postern.finding.TransitionType;
import org.snmp4j.smi.Counter64;
import org.snmp4j.smi.Gauge32;
import org.snmp4j.smi.Integer32;
import org.snmp4j.smi.OctetString;
import org.snmp4j.smi.Variable;

/** Board values in the syntax POSTERN-MIB gives them; enumerations by the MIB's own numbers. */
final class MibValues {
  /** The longest SnmpAdminString. */
  static final int LONGEST_TEXT = 255;

  /** The longest text in a notification but for the last one; keeps it below one frame. */
  static final int LONGEST_NOTIFIED_TEXT = 128;

  private static final long MAX_UNSIGNED = 0xffff_ffffL;
  private static final int IPV4 = 1;
  private static final int IPV6 = 2;
  private static final int DNS = 16;

  private MibValues() {}

  static Variable text(String text) {
    return text(text, LONGEST_TEXT);
  }

  /** Printable ASCII: what else there is becomes '?'; what is too long ends in "...". */
  static Variable text(String text, int longest) {
    StringBuilder ascii = new StringBuilder(text.length());
    text.codePoints()
        .map(point -> point >= ' ' && point <= '~' ? point : isBlank(point) ? ' ' : '?')
        .forEach(ascii::appendCodePoint);
    if (ascii.length() > longest) {
      ascii.setLength(longest - 3);
      ascii.append("...");
    }
    return new OctetString(ascii.toString().getBytes(StandardCharsets.US_ASCII));
  }

  private static boolean isBlank(int point) {
    return point == '\n' || point == '\r' || point == '\t';
  }

  /** DateAndTime in UTC, 11 octets (RFC 2579). */
  static Variable time(Instant instant) {
    return DateAndTime.of(instant);
  }

  /** Gauge32 and Unsigned32 are the same on the wire; what is too great stays at the maximum. */
  static Variable gauge(long value) {
    return new Gauge32(Math.max(0, Math.min(value, MAX_UNSIGNED)));
  }

  static Variable counter(long value) {
    return new Counter64(value);
  }

  /** None if it is not counted. */
  static @Nullable Variable counter(OptionalLong value) {
    return value.isPresent() ? counter(value.getAsLong()) : null;
  }

  static Variable integer(int value) {
    return new Integer32(value);
  }

  /** Units per second as Gauge32; null while there is no rate. */
  static @Nullable Variable perSecond(Rate rate) {
    return gauge(rate.perSecond(), 1);
  }

  /** Thousandths of a unit per second as Gauge32; null while there is no rate. */
  static @Nullable Variable perThousandSeconds(Rate rate) {
    return gauge(rate.perSecond(), 1000);
  }

  /** Units per second as CounterBasedGauge64; null while there is no rate. */
  static @Nullable Variable gauge64(Rate rate) {
    OptionalDouble value = rate.perSecond();
    return value.isPresent() ? new Counter64(Math.round(value.getAsDouble())) : null;
  }

  /** Gauge32 of {@code value} times {@code scale}; null if there is no value. */
  static @Nullable Variable gauge(OptionalDouble value, int scale) {
    return value.isPresent() ? gauge(Math.round(value.getAsDouble() * scale)) : null;
  }

  static Variable addressType(String address) {
    Optional<byte[]> literal = literal(address);
    if (literal.isEmpty()) {
      return integer(address.isEmpty() ? 0 : DNS);
    }
    return integer(literal.get().length == 4 ? IPV4 : IPV6);
  }

  static Variable address(String address, int longestName) {
    return literal(address)
        .<Variable>map(OctetString::new)
        .orElseGet(() -> text(address, longestName));
  }

  private static Optional<byte[]> literal(String address) {
    // Only literals: a name must never reach the resolver from here.
    boolean numeric =
        address.indexOf(':') >= 0
            ? address.matches("[0-9A-Fa-f:.]+")
            : address.matches("\\d{1,3}(\\.\\d{1,3}){3}");
    if (!numeric) {
      return Optional.empty();
    }
    try {
      return Optional.of(InetAddress.getByName(address).getAddress());
    } catch (UnknownHostException e) {
      // Looks like an address and is none: published as the name it was configured as.
      return Optional.empty();
    }
  }

  static Variable mailPorts(Set<MailPort> ports) {
    int bits = 0;
    for (MailPort port : ports) {
      int bit =
          switch (port) {
            case SMTP -> 0;
            case POP3 -> 1;
            case IMAP -> 2;
            case SUBMISSIONS -> 3;
            case SUBMISSION -> 4;
            case IMAPS -> 5;
            case POP3S -> 6;
          };
      bits |= 0x80 >> bit;
    }
    return new OctetString(new byte[] {(byte) bits});
  }

  static Variable severity(Optional<Severity> severity) {
    return integer(severity.map(MibValues::number).orElse(1));
  }

  private static int number(Severity severity) {
    return switch (severity) {
      case INFO -> 2;
      case WARNING -> 3;
      case MINOR -> 4;
      case MAJOR -> 5;
      case CRITICAL -> 6;
    };
  }

  static Variable state(FindingState state) {
    return integer(
        switch (state) {
          case OPEN -> 1;
          case ACKNOWLEDGED -> 2;
          case SHELVED -> 3;
          case CLEARED -> 4;
        });
  }

  static Variable transition(TransitionType type) {
    return integer(
        switch (type) {
          case RAISED -> 1;
          case CHANGED -> 2;
          case CLEARED -> 3;
          case ACKNOWLEDGED -> 4;
          case SHELVED -> 5;
          case UNSHELVED -> 6;
        });
  }

  static Variable verdict(Optional<Verdict> verdict) {
    return integer(
        verdict
            .map(
                v ->
                    switch (v) {
                      case PERMITTED -> 1;
                      case DENIED -> 2;
                      case PARTLY -> 3;
                      case UNKNOWN -> 4;
                    })
            .orElse(0));
  }

  static Variable conformance(Conformance conformance) {
    return integer(
        switch (conformance) {
          case CONFORMS -> 1;
          case VIOLATES -> 2;
          case NO_EXPECTATION -> 3;
          case UNKNOWN -> 4;
        });
  }

  static Variable reachability(Reachability reachability) {
    return integer(
        switch (reachability) {
          case UNKNOWN -> 0;
          case UP -> 1;
          case PARTIAL -> 2;
          case NO_RESPONSE -> 3;
          case AUTH_FAILURE -> 4;
        });
  }

  static Variable action(Optional<Action> action) {
    return integer(
        action
            .map(
                a ->
                    switch (a) {
                      case PERMIT -> 1;
                      case DENY -> 2;
                      case SKIP -> 3;
                    })
            .orElse(0));
  }

  static Variable direction(Direction direction) {
    return integer(
        switch (direction) {
          case UNKNOWN -> 0;
          case IN -> 1;
          case OUT -> 2;
          case FORWARD -> 3;
        });
  }

  static Variable visibility(Visibility visibility) {
    return integer(
        switch (visibility) {
          case NONE -> 1;
          case TOTALS -> 2;
          case NAMED_COUNTERS -> 3;
          case RULES_COARSE_HITS -> 4;
          case RULES -> 5;
        });
  }

  static Variable quality(Quality quality) {
    return integer(
        switch (quality) {
          case COMPLETE -> 1;
          case PARTIAL -> 2;
          case RESET -> 3;
          case WRAP -> 4;
          case IMPLAUSIBLE -> 5;
          case GAP -> 6;
          case UNAVAILABLE -> 7;
        });
  }

  static Variable cover(EntryCover.Status status) {
    return integer(
        switch (status) {
          case UNKNOWN -> 1;
          case EFFECTIVE -> 2;
          case PARTLY_COVERED -> 3;
          case SHADOWED -> 4;
          case REDUNDANT -> 5;
          case NOT_MAIL -> 6;
        });
  }

  static Variable truth(boolean value) {
    return integer(value ? 1 : 2);
  }

  static Variable port(Optional<MailPort> port) {
    return gauge(port.map(MailPort::number).orElse(0));
  }
}
