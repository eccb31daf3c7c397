package org.postern.counter;

import java.util.Arrays;

/** Medians of a few values. */
final class Medians {
  private Medians() {}

  /**
   * The middle one of the first {@code count} values, which are put in order; 0 if there is none.
   */
  static double of(double[] values, int count) {
    if (count == 0) {
      return 0;
    }
    Arrays.sort(values, 0, count);
    int middle = count / 2;
    // Halves first: no overflow.
    return count % 2 == 1 ? values[middle] : values[middle - 1] / 2 + values[middle] / 2;
  }

  /** The median distance of the first {@code count} values from {@code centre}. */
  static double deviation(double[] values, int count, double centre) {
    double[] distances = new double[count];
    for (int i = 0; i < count; i++) {
      distances[i] = Math.abs(values[i] - centre);
    }
    return of(distances, count);
  }
}
