package org.postern.finding;

import java.util.Locale;

/** How bad a finding is, worst first; maps to ITU perceived severity (X.733). */
public enum Severity {
  CRITICAL,
  MAJOR,
  MINOR,
  WARNING,
  INFO;

  /** The word used in configuration, MIB and output. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  public boolean isAtLeast(Severity other) {
    return compareTo(other) <= 0;
  }
}
