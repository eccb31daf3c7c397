package org.postern.counter;

import java.time.Duration;
import java.time.Instant;

/** Says which moments are alike: the same part of days of the same class. */
@FunctionalInterface
public interface Seasons {
  /** Parts of a day that are told apart. */
  int SLOTS = 48;

  /** How long such a part is. */
  Duration SLOT = Duration.ofDays(1).dividedBy(SLOTS);

  /**
   * A part of a day.
   *
   * @param day number of the day; days follow each other, but some may be missing
   * @param index of the part, 0 to 47
   * @param repeated whether this part of the day was there before: the clock went back an hour
   */
  record Slot(DayClass dayClass, int day, int index, boolean repeated) {
    public Slot {
      if (index < 0 || index >= SLOTS) {
        throw new IllegalArgumentException("part of a day 0..47: " + index);
      }
    }
  }

  /** Where a moment lies. */
  Slot slot(Instant time);
}
