package org.postern.counter;

import java.util.Locale;

/** How much is known of what is usual for a series, the least first. */
public enum BaselineState {
  /** No window was seen since the start. */
  NONE(1),
  /** What is usual at this time of such a day is not known yet: only fixed limits apply. */
  LEARNING(2),
  /** Its windows are held against a band. */
  READY(3),
  /** Its windows are held against its own highest peaks. */
  BURSTY(4);

  private final int number;

  BaselineState(int number) {
    this.number = number;
  }

  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The enumeration value in POSTERN-MIB: none(1) to bursty(4). */
  public int number() {
    return number;
  }
}
