package org.postern.counter;

/** Days whose traffic is alike: each class of days has a baseline of its own. */
public enum DayClass {
  WORKING(0),
  SATURDAY(1),
  /** Sundays and the holidays of the site. */
  SUNDAY(2);

  private final int place;

  DayClass(int place) {
    this.place = place;
  }

  /** Where it lies in what is stored; never changes. */
  int place() {
    return place;
  }
}
