package org.postern.store;

import java.time.Duration;

/**
 * The row numbers of a layer of samples: bucket of time, then device, then time, then part.
 *
 * <p>So new rows go to one small region of the file, those of a device are read back with one range
 * a bucket, a bucket is what one coarser sum is made of, and no second index is needed.
 *
 * @param unit what times are whole multiples of
 * @param bucket at most 2^19 units
 */
record SampleKey(Duration unit, Duration bucket) {
  private static final int PART_BITS = 10;
  private static final int TIME_BITS = 19;
  private static final int DEVICE_BITS = 25;

  /** Highest index of a device. */
  static final int MAX_DEVICE = (1 << DEVICE_BITS) - 1;

  /** Buckets of a slice, at most. */
  static final int BUCKETS = 1 << (Long.SIZE - 1 - DEVICE_BITS - TIME_BITS - PART_BITS);

  static void checkDevice(int device) {
    if (device < 0 || device > MAX_DEVICE) {
      throw new IllegalArgumentException("device index 0.." + MAX_DEVICE + ": " + device);
    }
  }

  /**
   * The key of a row.
   *
   * @param offsetMillis since the start of its slice
   * @param part of what a row is too small for, 0 and up
   */
  long of(long offsetMillis, int device, int part) {
    long within = offsetMillis % bucket.toMillis() / unit.toMillis();
    return first(bucketOf(offsetMillis), device) | (within << PART_BITS) | part;
  }

  /** The bucket of a time, 0 and up. */
  long bucketOf(long offsetMillis) {
    return offsetMillis / bucket.toMillis();
  }

  /** The lowest key that {@code device} can have in {@code bucket}. */
  long first(long bucket, int device) {
    return ((bucket << DEVICE_BITS) | device) << (TIME_BITS + PART_BITS);
  }

  /** The highest key that {@code device} can have in {@code bucket}. */
  long last(long bucket, int device) {
    return first(bucket, device) | ((1L << (TIME_BITS + PART_BITS)) - 1);
  }

  /** The device that this key is of. */
  int device(long key) {
    return (int) (key >>> (TIME_BITS + PART_BITS)) & MAX_DEVICE;
  }

  /** Milliseconds from the start of the slice to the time of this key. */
  long offsetMillis(long key) {
    long bucketNumber = key >>> (DEVICE_BITS + TIME_BITS + PART_BITS);
    long within = (key >>> PART_BITS) & ((1L << TIME_BITS) - 1);
    return bucketNumber * bucket.toMillis() + within * unit.toMillis();
  }
}
