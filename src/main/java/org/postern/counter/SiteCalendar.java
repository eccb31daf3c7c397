package org.postern.counter;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.Set;

/**
 * How people at a site spend their days: traffic follows their clock and their holidays, not UTC.
 *
 * @param holidays dates that are like a Sunday
 */
public record SiteCalendar(ZoneId zone, Set<LocalDate> holidays) {
  /** Parts of a day that are told apart. */
  static final int SLOTS = 48;

  private static final int SLOT_SECONDS = 24 * 60 * 60 / SLOTS;

  public SiteCalendar {
    holidays = Set.copyOf(holidays);
  }

  /** No holidays, and the days of UTC. */
  public static SiteCalendar utc() {
    return new SiteCalendar(ZoneOffset.UTC, Set.of());
  }

  /**
   * A half hour of a local day.
   *
   * @param day days since 1970-01-01, local
   * @param index of the half hour, 0 to 47
   * @param repeated whether this local time was there before, an hour ago: the clock went back
   */
  public record Slot(DayClass dayClass, int day, int index, boolean repeated) {}

  /** Where a moment lies in the site's day. */
  public Slot slot(Instant time) {
    ZonedDateTime local = time.atZone(zone);
    LocalDate date = local.toLocalDate();
    return new Slot(
        dayClass(date),
        Math.toIntExact(date.toEpochDay()),
        local.toLocalTime().toSecondOfDay() / SLOT_SECONDS,
        !local.withEarlierOffsetAtOverlap().getOffset().equals(local.getOffset()));
  }

  private DayClass dayClass(LocalDate date) {
    DayOfWeek weekday = date.getDayOfWeek();
    if (weekday == DayOfWeek.SUNDAY || holidays.contains(date)) {
      return DayClass.SUNDAY;
    }
    return weekday == DayOfWeek.SATURDAY ? DayClass.SATURDAY : DayClass.WORKING;
  }
}
