package org.postern.counter;

/**
 * The highest that a bursty series went on its last days.
 *
 * @param window highest value of one window
 * @param hour highest mean of about an hour
 * @param days that were looked at, 2 and up
 */
public record Peaks(double window, double hour, int days) {
  /** How many times the highest peak this is; of the two, what exceeds more. */
  public double times(double value, double hourMean) {
    return Math.max(ratio(value, window), ratio(hourMean, hour));
  }

  private static double ratio(double value, double peak) {
    return peak > 0 ? value / peak : 0;
  }
}
