package org.postern.finding;

import java.util.Locale;

/** Where a finding is in its life. */
public enum FindingState {
  OPEN(1),
  ACKNOWLEDGED(2),
  /** Kept quiet until a time; clears still flow. */
  SHELVED(3),
  CLEARED(4);

  private final int number;

  FindingState(int number) {
    this.number = number;
  }

  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Whether the trouble is still there. */
  public boolean isActive() {
    return this != CLEARED;
  }

  /** The enumeration value in POSTERN-MIB: open(1), acknowledged(2), shelved(3), cleared(4). */
  public int number() {
    return number;
  }
}
