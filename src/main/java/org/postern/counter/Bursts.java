package org.postern.counter;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import org.postern.counter.Seasons.Slot;

/**
 * How often a series leaps far above what is usual, and the highest it went on each of the last
 * days. A band around the usual says nothing about such a series; its peaks do. Confined to its
 * series.
 */
final class Bursts {
  private static final double PEAK_SCORE = 3;
  private static final double PEAK_TIMES = 3;

  /** With more peaks than this share of the windows a series is bursty; half of it ends that. */
  private static final double PEAK_SHARE = 0.01;

  private static final double LEAST_WINDOWS = 200;
  private static final Duration MEMORY = Duration.ofDays(7);
  private static final Duration HOUR = Duration.ofHours(1);
  private static final int DAYS = 14;
  private static final int LEAST_DAYS = 2;

  /** Before the first day is over. */
  private static final short[] NO_DAYS = filled();

  private final Duration window;

  /** The highest window of each day, the newest last; then the highest hour of each. */
  private short[] dayPeaks = NO_DAYS;

  private float windows;
  private float peaks;
  private boolean bursty;
  private float hourMean = Float.NaN;
  private int today = Integer.MIN_VALUE;
  private float windowPeak = Float.NaN;
  private float hourPeak = Float.NaN;

  Bursts(Duration window) {
    this.window = window;
  }

  private static short[] filled() {
    short[] days = new short[2 * DAYS];
    Arrays.fill(days, ShortFloat.NONE);
    return days;
  }

  boolean areUsual() {
    return bursty;
  }

  /** The mean of about the last hour, with this window. */
  double hourMean(double value) {
    double smooth = Math.exp(-ratio(window, HOUR));
    hourMean = (float) (Float.isNaN(hourMean) ? value : hourMean * smooth + value * (1 - smooth));
    return hourMean;
  }

  /** The highest window and hour of the last days; empty before there are two days. */
  Optional<Peaks> peaks() {
    int days = 0;
    double highestWindow = Double.NEGATIVE_INFINITY;
    double highestHour = Double.NEGATIVE_INFINITY;
    for (int i = 0; i < DAYS; i++) {
      float peak = ShortFloat.toFloat(dayPeaks[i]);
      if (!Float.isNaN(peak)) {
        days++;
        highestWindow = Math.max(highestWindow, peak);
        highestHour = Math.max(highestHour, ShortFloat.toFloat(dayPeaks[DAYS + i]));
      }
    }
    return days < LEAST_DAYS
        ? Optional.empty()
        : Optional.of(new Peaks(highestWindow, highestHour, days));
  }

  void learn(Slot slot, Optional<Band> band, double value, double mean) {
    if (slot.day() != today) {
      endDay();
      today = slot.day();
    }
    windowPeak = Float.isNaN(windowPeak) ? (float) value : Math.max(windowPeak, (float) value);
    hourPeak = Float.isNaN(hourPeak) ? (float) mean : Math.max(hourPeak, (float) mean);
    if (band.isPresent()) {
      count(band.get(), value);
    }
  }

  private void count(Band band, double value) {
    boolean peak = band.score(value) > PEAK_SCORE && value > PEAK_TIMES * band.centre();
    double kept = Math.pow(0.5, ratio(window, MEMORY));
    windows = (float) (windows * kept + 1);
    peaks = (float) (peaks * kept + (peak ? 1 : 0));
    double share = windows > LEAST_WINDOWS ? peaks / windows : 0;
    bursty = bursty ? share >= PEAK_SHARE / 2 : share > PEAK_SHARE;
  }

  private static double ratio(Duration part, Duration whole) {
    return part.toMillis() / (double) whole.toMillis();
  }

  private void endDay() {
    if (Float.isNaN(windowPeak)) {
      return;
    }
    short[] before = dayPeaks;
    dayPeaks = new short[2 * DAYS];
    System.arraycopy(before, 1, dayPeaks, 0, 2 * DAYS - 1);
    dayPeaks[DAYS - 1] = ShortFloat.of(windowPeak);
    dayPeaks[2 * DAYS - 1] = ShortFloat.of(hourPeak);
    windowPeak = Float.NaN;
    hourPeak = Float.NaN;
  }

  void write(ByteBuffer out) {
    for (short peak : dayPeaks) {
      out.putShort(peak);
    }
    out.putFloat(windows).putFloat(peaks).put((byte) (bursty ? 1 : 0)).putFloat(hourMean);
    out.putInt(today).putFloat(windowPeak).putFloat(hourPeak);
  }

  void read(ByteBuffer in) {
    dayPeaks = new short[2 * DAYS];
    for (int i = 0; i < dayPeaks.length; i++) {
      dayPeaks[i] = in.getShort();
    }
    windows = in.getFloat();
    peaks = in.getFloat();
    bursty = in.get() != 0;
    hourMean = in.getFloat();
    today = in.getInt();
    windowPeak = in.getFloat();
    hourPeak = in.getFloat();
  }

  /** How many bytes {@link #write} needs. */
  static int size() {
    return 4 * DAYS + 25;
  }
}
