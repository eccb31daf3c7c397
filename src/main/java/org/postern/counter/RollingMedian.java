package org.postern.counter;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.OptionalDouble;

/**
 * The median of the last few values. Meant for windows of tens, not thousands: each median sorts a
 * copy. Confined to one thread.
 */
public final class RollingMedian {
  private final int capacity;
  private final Deque<Double> values = new ArrayDeque<>();

  /** A window of the last {@code capacity} values, at least 1. */
  public RollingMedian(int capacity) {
    if (capacity < 1) {
      throw new IllegalArgumentException("window, at least 1: " + capacity);
    }
    this.capacity = capacity;
  }

  /**
   * Takes a value; the oldest leaves a full window.
   *
   * @throws IllegalArgumentException if it is not a finite number
   */
  public void add(double value) {
    if (!Double.isFinite(value)) {
      throw new IllegalArgumentException("not a finite number: " + value);
    }
    if (values.size() == capacity) {
      values.removeFirst();
    }
    values.addLast(value);
  }

  public int size() {
    return values.size();
  }

  public boolean isFull() {
    return values.size() == capacity;
  }

  /** The middle value, or the mean of the two middle ones; empty without values. */
  public OptionalDouble median() {
    if (values.isEmpty()) {
      return OptionalDouble.empty();
    }
    double[] sorted = values.stream().mapToDouble(Double::doubleValue).sorted().toArray();
    int middle = sorted.length / 2;
    return OptionalDouble.of(
        sorted.length % 2 == 1
            ? sorted[middle]
            : sorted[middle - 1] / 2 + sorted[middle] / 2); // halves first: no overflow
  }
}
