package org.postern.finding;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** How bad a finding is, worst first; maps to ITU perceived severity (X.733). */
public enum Severity {
  CRITICAL(1, 3),
  MAJOR(2, 4),
  MINOR(3, 5),
  WARNING(4, 6),
  INFO(5, 2);

  private final int number;
  private final int ituNumber;

  Severity(int number, int ituNumber) {
    this.number = number;
    this.ituNumber = ituNumber;
  }

  /** The word used in configuration, MIB and output. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  public boolean isAtLeast(Severity other) {
    return compareTo(other) <= 0;
  }

  /** The enumeration value in POSTERN-MIB: critical(1) to info(5). */
  public int number() {
    return number;
  }

  /**
   * ItuPerceivedSeverity (ITU-ALARM-TC-MIB, RFC 3877): critical(3), major(4), minor(5), warning(6);
   * info is indeterminate(2), since X.733 knows nothing milder than a warning. A cleared alarm is
   * cleared(1) whatever its severity was.
   */
  public int ituNumber() {
    return ituNumber;
  }

  /** Reads the word of {@link #label}, in any case; empty if it is none. */
  public static Optional<Severity> parse(String text) {
    return Arrays.stream(values())
        .filter(severity -> severity.label().equalsIgnoreCase(text.strip()))
        .findFirst();
  }
}
