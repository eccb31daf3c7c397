package org.postern.counter;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.StringJoiner;
import org.postern.counter.InterfaceSample.CounterValue;
import org.postern.counter.InterfaceSample.InterfaceCounter;

/**
 * The counters of one interface in one reading. Immutable and small: one is kept for each interface
 * of each device.
 */
public final class InterfaceCounters {
  /** Bits of a shape: 0 for a counter that is missing. */
  private static final int WIDE = 0x80;

  private static final int PARTS = 0x7f;
  private static final int BITS = 8;
  private static final InterfaceCounter[] ALL = InterfaceCounter.values();

  private final long[] values;

  /** Width and parts of each counter, eight bits each, the first in the lowest. */
  private final long shapes;

  private InterfaceCounters(long[] values, long shapes) {
    this.values = values;
    this.shapes = shapes;
  }

  /** Those that were answered. */
  public static InterfaceCounters of(Map<InterfaceCounter, CounterValue> counters) {
    Builder builder = new Builder();
    counters.forEach(builder::put);
    return builder.build();
  }

  /** A counter; empty if it was not answered. */
  public Optional<CounterValue> get(InterfaceCounter which) {
    int shape = (int) (shapes >>> (BITS * which.place())) & (WIDE | PARTS);
    return shape == 0
        ? Optional.empty()
        : Optional.of(
            new CounterValue(values[which.place()], (shape & WIDE) != 0 ? 64 : 32, shape & PARTS));
  }

  /** Puts counters together; confined. */
  public static final class Builder {
    private final long[] values = new long[ALL.length];
    private long shapes;

    /**
     * Adds a counter, once.
     *
     * @throws IllegalArgumentException if it is the sum of parts that are not 1 to 127
     */
    public void put(InterfaceCounter which, CounterValue value) {
      if (value.parts() < 1 || value.parts() > PARTS) {
        throw new IllegalArgumentException("parts of a counter 1..127: " + value.parts());
      }
      long shape = (value.width() == 64 ? WIDE : 0) | value.parts();
      values[which.place()] = value.value();
      shapes |= shape << (BITS * which.place());
    }

    /** What was added; nothing may be added any more. */
    public InterfaceCounters build() {
      return new InterfaceCounters(values, shapes);
    }
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof InterfaceCounters that
        && shapes == that.shapes
        && Arrays.equals(values, that.values);
  }

  @Override
  public int hashCode() {
    return 31 * Long.hashCode(shapes) + Arrays.hashCode(values);
  }

  @Override
  public String toString() {
    StringJoiner text = new StringJoiner(", ", "InterfaceCounters[", "]");
    for (InterfaceCounter which : ALL) {
      get(which).ifPresent(value -> text.add(which + "=" + value));
    }
    return text.toString();
  }
}
