package org.postern.config;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Set;

/**
 * A time in which new findings of some devices are muted.
 *
 * @param devices names of devices; never empty
 */
public record MaintenanceWindow(String name, Set<String> devices, Schedule schedule) {
  public MaintenanceWindow {
    devices = Set.copyOf(devices);
  }

  /** Whether new findings of the device are muted at this time. */
  public boolean mutes(String device, Instant time) {
    return devices.contains(device) && schedule.covers(time);
  }

  /** When a window is open. */
  public sealed interface Schedule {
    /** Whether the window is open; the beginning belongs to it, the end does not. */
    boolean covers(Instant time);
  }

  /** Open once. */
  public record Once(Instant from, Instant to) implements Schedule {
    public Once {
      if (!from.isBefore(to)) {
        throw new IllegalArgumentException("a window ends after it begins: " + from + ", " + to);
      }
    }

    @Override
    public boolean covers(Instant time) {
      return !time.isBefore(from) && time.isBefore(to);
    }
  }

  /**
   * Open every week.
   *
   * @param days on which it begins
   * @param start local time at {@code zone}; a time that daylight saving skips moves forward
   * @param duration real time, at most seven days
   */
  public record Weekly(Set<DayOfWeek> days, LocalTime start, Duration duration, ZoneId zone)
      implements Schedule {
    private static final int DAYS_BACK = 7;

    public Weekly {
      days = Set.copyOf(days);
    }

    @Override
    public boolean covers(Instant time) {
      ZonedDateTime local = time.atZone(zone);
      for (int back = 0; back <= DAYS_BACK; back++) {
        ZonedDateTime begin = ZonedDateTime.of(local.toLocalDate().minusDays(back), start, zone);
        boolean began = !time.isBefore(begin.toInstant());
        if (days.contains(begin.getDayOfWeek())
            && began
            && time.isBefore(begin.toInstant().plus(duration))) {
          return true;
        }
      }
      return false;
    }
  }
}
