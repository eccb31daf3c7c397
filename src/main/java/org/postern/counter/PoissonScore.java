package org.postern.counter;

/**
 * How far a count lies from what was expected, in about standard deviations of a Poisson count. The
 * square root makes the spread the same for small and large expectations.
 */
public final class PoissonScore {
  private static final double OFFSET = 3.0 / 8;

  private PoissonScore() {}

  /**
   * z = 2(√(n+3/8) − √(λ+3/8)): 0 if as expected, positive if more.
   *
   * @param observed n, not negative, finite
   * @param expected λ, not negative, finite
   */
  public static double of(double observed, double expected) {
    if (!(observed >= 0) || !(expected >= 0) || Double.isInfinite(observed + expected)) {
      throw new IllegalArgumentException(
          "counts are not negative: observed " + observed + ", expected " + expected);
    }
    return 2 * (Math.sqrt(observed + OFFSET) - Math.sqrt(expected + OFFSET));
  }
}
