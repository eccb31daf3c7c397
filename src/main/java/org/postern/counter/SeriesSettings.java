package org.postern.counter;

import java.time.Duration;

/**
 * How a series is learned; the same for all series of a kind.
 *
 * @param window the time that one value stands for
 * @param slot how long a part of a day is
 * @param seasons days of each class that are looked back on, 2 to 12
 * @param learning days of a class before its baseline is believed, 1 to {@code seasons}
 * @param counts whether the values are counts of independent events, so that the square root of the
 *     median is the least spread there can be
 */
public record SeriesSettings(
    Duration window, Duration slot, int seasons, int learning, boolean counts) {
  public SeriesSettings {
    if (window.isNegative() || window.isZero() || slot.isNegative() || slot.isZero()) {
      throw new IllegalArgumentException("window and slot above 0: " + window + ", " + slot);
    }
    if (seasons < 2 || seasons > 12 || learning < 1 || learning > seasons) {
      throw new IllegalArgumentException(
          "seasons 2..12 and learning 1..seasons: " + seasons + ", " + learning);
    }
  }

  /** A part of a day is a half hour. */
  public static SeriesSettings of(Duration window, int seasons, int learning, boolean counts) {
    return new SeriesSettings(window, Seasons.SLOT, seasons, learning, counts);
  }
}
