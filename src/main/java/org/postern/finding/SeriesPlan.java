package org.postern.finding;

import java.time.Duration;
import java.util.function.Function;
import org.postern.counter.Seasons;
import org.postern.counter.SeriesSettings;
import org.postern.counter.SiteCalendar;

/**
 * How the usual level of every series is learned.
 *
 * @param rates how rates such as bits per second are
 * @param counts how counts of events such as hits are, over the same windows and days
 * @param calendar of a device, by its name
 */
public record SeriesPlan(
    SeriesSettings rates, SeriesSettings counts, Function<String, Seasons> calendar) {
  /**
   * A plan for rates and counts alike.
   *
   * @param window over which counts and rates are summed before they are judged; above 0
   * @param slot part of a day that is told apart
   * @param seasons days of each class that are looked back on, 2 to 12
   * @param learning days of a class before its level is believed, 1 to {@code seasons}
   * @param calendar of a device, by its name
   */
  public static SeriesPlan of(
      Duration window,
      Duration slot,
      int seasons,
      int learning,
      Function<String, Seasons> calendar) {
    return new SeriesPlan(
        new SeriesSettings(window, slot, seasons, learning, false),
        new SeriesSettings(window, slot, seasons, learning, true),
        calendar);
  }

  /** Five minutes, five days of each class (a working week), two of them to learn, UTC. */
  public static SeriesPlan defaults() {
    return of(Duration.ofMinutes(5), Seasons.SLOT, 5, 2, device -> SiteCalendar.utc());
  }

  /** The same with windows of another length. */
  SeriesPlan over(Duration other) {
    return of(other, rates.slot(), rates.seasons(), rates.learning(), calendar);
  }

  /** Over which counts and rates are summed before they are judged. */
  public Duration window() {
    return rates.window();
  }
}
