package org.postern.finding;

import java.util.Locale;

/** Where a finding is in its life. */
public enum FindingState {
  OPEN,
  ACKNOWLEDGED,
  /** Kept quiet until a time; clears still flow. */
  SHELVED,
  CLEARED;

  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Whether the trouble is still there. */
  public boolean isActive() {
    return this != CLEARED;
  }
}
