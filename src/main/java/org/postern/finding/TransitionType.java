package org.postern.finding;

import java.util.Locale;

/** What happened to a finding. */
public enum TransitionType {
  RAISED(1),
  /** Still there, with another severity, verdict or evidence worth telling. */
  CHANGED(2),
  CLEARED(3),
  ACKNOWLEDGED(4),
  SHELVED(5),
  UNSHELVED(6);

  private final int number;

  TransitionType(int number) {
    this.number = number;
  }

  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The enumeration value in POSTERN-MIB: raised(1) to unshelved(6). */
  public int number() {
    return number;
  }
}
