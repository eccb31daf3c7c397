package org.postern.counter;

/** Days whose traffic is alike: each class of days has a baseline of its own. */
public enum DayClass {
  WORKING(0, "working day"),
  SATURDAY(1, "Saturday"),
  /** Sundays and the holidays of the site. */
  SUNDAY(2, "Sunday or holiday");

  private final int place;
  private final String label;

  DayClass(int place, String label) {
    this.place = place;
    this.label = label;
  }

  /** In words. */
  public String label() {
    return label;
  }

  /** Where it lies in what is stored; never changes. */
  int place() {
    return place;
  }
}
