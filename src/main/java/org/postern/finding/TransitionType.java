package org.postern.finding;

import java.util.Locale;

/** What happened to a finding. */
public enum TransitionType {
  RAISED,
  /** Still there, with another severity, verdict or evidence worth telling. */
  CHANGED,
  CLEARED,
  ACKNOWLEDGED,
  SHELVED,
  UNSHELVED;

  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
