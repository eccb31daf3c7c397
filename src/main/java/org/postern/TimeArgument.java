package org.postern;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A moment as people write it: a date, a date and time, or a span from now. */
final class TimeArgument {
  private static final Pattern SPAN = Pattern.compile("(\\d{1,9})([smhdw])");

  private TimeArgument() {}

  /** A span lies before {@code now}. */
  static Instant before(String option, String text, Instant now) {
    return span(text).map(now::minus).orElseGet(() -> moment(option, text));
  }

  /** A span lies after {@code now}. */
  static Instant after(String option, String text, Instant now) {
    return span(text).map(now::plus).orElseGet(() -> moment(option, text));
  }

  private static Optional<Duration> span(String text) {
    Matcher span = SPAN.matcher(text);
    if (!span.matches()) {
      return Optional.empty();
    }
    long number = Long.parseLong(span.group(1));
    return Optional.of(
        switch (span.group(2)) {
          case "s" -> Duration.ofSeconds(number);
          case "m" -> Duration.ofMinutes(number);
          case "h" -> Duration.ofHours(number);
          case "d" -> Duration.ofDays(number);
          default -> Duration.ofDays(7 * number);
        });
  }

  private static Instant moment(String option, String text) {
    try {
      if (text.length() == "2026-11-24".length()) {
        return LocalDate.parse(text).atStartOfDay().toInstant(ZoneOffset.UTC);
      }
      boolean zoned = text.endsWith("Z") || text.matches(".*[+-]\\d\\d:\\d\\d");
      return zoned
          ? OffsetDateTime.parse(text).toInstant()
          : LocalDateTime.parse(text).toInstant(ZoneOffset.UTC);
    } catch (DateTimeException e) {
      throw new CommandFailure(
          ExitCode.USAGE,
          option + " " + text + ": not a time such as 2026-11-24, 2026-11-24T08:00 or 7d",
          e);
    }
  }
}
