package org.postern.store;

/**
 * The row number of a sample in its slice: bucket of ten minutes, then series, then time.
 *
 * <p>So new rows go to one small region of the file, a series is read back with one range per
 * bucket, and no second index is needed.
 */
final class SampleKey {
  static final long BUCKET_MILLIS = 600_000;

  /** 2^20 milliseconds are more than a bucket. */
  private static final int OFFSET_BITS = 20;

  private static final int SERIES_BITS = 32;

  /** Highest number of a series. */
  static final long MAX_SERIES = (1L << SERIES_BITS) - 1;

  private SampleKey() {}

  /**
   * The key of a sample.
   *
   * @param offsetMillis since the start of its slice, 0 up to 24 hours
   * @param series 0..{@link #MAX_SERIES}
   */
  static long of(long offsetMillis, long series) {
    long bucket = offsetMillis / BUCKET_MILLIS;
    return first(bucket, series) | (offsetMillis % BUCKET_MILLIS);
  }

  /** The lowest key that {@code series} can have in {@code bucket}. */
  static long first(long bucket, long series) {
    return (bucket << (SERIES_BITS + OFFSET_BITS)) | (series << OFFSET_BITS);
  }

  /** The highest key that {@code series} can have in {@code bucket}. */
  static long last(long bucket, long series) {
    return first(bucket, series) | ((1L << OFFSET_BITS) - 1);
  }

  /** The series that this key is of. */
  static long series(long key) {
    return (key >>> OFFSET_BITS) & MAX_SERIES;
  }

  /** Milliseconds from the start of the slice to the sample with this key. */
  static long offsetMillis(long key) {
    long bucket = key >>> (SERIES_BITS + OFFSET_BITS);
    return bucket * BUCKET_MILLIS + (key & ((1L << OFFSET_BITS) - 1));
  }
}
