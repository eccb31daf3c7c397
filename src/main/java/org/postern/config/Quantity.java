package org.postern.config;

import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads and writes durations ("60s") and sizes ("10GB"). */
final class Quantity {
  static final String DURATION_FORM =
      "must be a whole number and a unit (ms, s, m, h or d), such as 30s, 5m or 7d";
  static final String SIZE_FORM =
      "must be a whole number and a unit (KB, MB, GB or TB), such as 500MB or 10GB";

  /** So few digits that no product below leaves the range of a long. */
  private static final Pattern DURATION = Pattern.compile("([0-9]{1,9})(ms|s|m|h|d)");

  private static final Pattern SIZE = Pattern.compile("([0-9]{1,6})(KB|MB|GB|TB)");

  private Quantity() {}

  static Optional<Duration> duration(String text) {
    Matcher matcher = DURATION.matcher(text);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    long number = Long.parseLong(matcher.group(1));
    return Optional.of(
        switch (matcher.group(2)) {
          case "ms" -> Duration.ofMillis(number);
          case "s" -> Duration.ofSeconds(number);
          case "m" -> Duration.ofMinutes(number);
          case "h" -> Duration.ofHours(number);
          default -> Duration.ofDays(number);
        });
  }

  /** Bytes; units are powers of ten. */
  static Optional<Long> bytes(String text) {
    Matcher matcher = SIZE.matcher(text);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    long number = Long.parseLong(matcher.group(1));
    return Optional.of(
        switch (matcher.group(2)) {
          case "KB" -> number * 1_000L;
          case "MB" -> number * 1_000_000L;
          case "GB" -> number * 1_000_000_000L;
          default -> number * 1_000_000_000_000L;
        });
  }

  /** In the largest unit that fits, as the configuration writes it. */
  static String text(Duration duration) {
    long millis = duration.toMillis();
    if (millis % 1000 != 0) {
      return millis + "ms";
    }
    long seconds = millis / 1000;
    if (seconds % 86_400 == 0) {
      return seconds / 86_400 + "d";
    }
    if (seconds % 3_600 == 0) {
      return seconds / 3_600 + "h";
    }
    return seconds % 60 == 0 ? seconds / 60 + "m" : seconds + "s";
  }
}
