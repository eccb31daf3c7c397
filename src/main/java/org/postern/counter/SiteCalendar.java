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
public record SiteCalendar(ZoneId zone, Set<LocalDate> holidays) implements Seasons {
  public SiteCalendar {
    holidays = Set.copyOf(holidays);
  }

  /** No holidays, and the days of UTC. */
  public static SiteCalendar utc() {
    return new SiteCalendar(ZoneOffset.UTC, Set.of());
  }

  @Override
  public Slot slot(Instant time) {
    ZonedDateTime local = time.atZone(zone);
    LocalDate date = local.toLocalDate();
    return new Slot(
        dayClass(date),
        Math.toIntExact(date.toEpochDay()),
        Math.toIntExact(local.toLocalTime().toSecondOfDay() / SLOT.toSeconds()),
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
