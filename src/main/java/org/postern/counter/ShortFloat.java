package org.postern.counter;

/**
 * A float in two bytes: its upper half, rounded to the nearest. Eight bits of mantissa are within
 * 0.4 %, far below the least spread that a {@link Band} assumes.
 */
final class ShortFloat {
  /** Stands for no value. */
  static final short NONE = 0x7fc0; // the upper half of NaN

  private static final int HALF = 1 << 15;

  private ShortFloat() {}

  /**
   * The nearest value that two bytes can hold.
   *
   * @throws IllegalArgumentException if {@code value} is not finite as a float
   */
  static short of(double value) {
    float single = (float) value;
    if (!Float.isFinite(single)) {
      throw new IllegalArgumentException("not a finite number: " + value);
    }
    int bits = Float.floatToRawIntBits(single);
    short upper = (short) ((bits + HALF) >>> 16);
    // Rounding up the very greatest would give infinity.
    return Float.isFinite(toFloat(upper)) ? upper : (short) (bits >>> 16);
  }

  /** The value, NaN for {@link #NONE}. */
  static float toFloat(short stored) {
    return Float.intBitsToFloat(stored << 16);
  }
}
