package org.postern.acl;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/** A set of port numbers as sorted, disjoint, non-adjacent ranges; immutable. */
public final class PortSet {
  /** Highest port number. */
  public static final int MAX = 65_535;

  private static final PortSet ANY = new PortSet(List.of(new Range(0, MAX)));
  private static final PortSet NONE = new PortSet(List.of());

  private final List<Range> ranges;

  /** Ports from {@code low} to {@code high}, both included; 0..65535. */
  public record Range(int low, int high) {
    public Range {
      if (low < 0 || high > MAX || low > high) {
        throw new IllegalArgumentException("port range 0..65535: " + low + "-" + high);
      }
    }
  }

  private PortSet(List<Range> ranges) {
    this.ranges = ranges;
  }

  public static PortSet any() {
    return ANY;
  }

  public static PortSet none() {
    return NONE;
  }

  public static PortSet eq(int port) {
    return range(port, port);
  }

  /** Every port but this one. */
  public static PortSet neq(int port) {
    return eq(port).complement();
  }

  /** Ports below {@code port}; empty for 0. */
  public static PortSet lt(int port) {
    return port == 0 ? NONE : range(0, port - 1);
  }

  /** Ports above {@code port}; empty for 65535. */
  public static PortSet gt(int port) {
    return port == MAX ? NONE : range(port + 1, MAX);
  }

  public static PortSet range(int low, int high) {
    return new PortSet(List.of(new Range(low, high)));
  }

  /** The ports that lie in at least one of these ranges. */
  public static PortSet of(Collection<Range> ranges) {
    List<Range> sorted = new ArrayList<>(ranges);
    sorted.sort(Comparator.comparingInt(Range::low));
    List<Range> merged = new ArrayList<>();
    for (Range next : sorted) {
      int last = merged.size() - 1;
      if (last >= 0 && merged.get(last).high() + 1 >= next.low()) {
        Range before = merged.get(last);
        merged.set(last, new Range(before.low(), Math.max(before.high(), next.high())));
      } else {
        merged.add(next);
      }
    }
    return new PortSet(List.copyOf(merged));
  }

  public List<Range> ranges() {
    return ranges;
  }

  public boolean isAny() {
    return equals(ANY);
  }

  public boolean isEmpty() {
    return ranges.isEmpty();
  }

  public boolean contains(int port) {
    for (Range range : ranges) { // the hottest line of an evaluation: no stream
      if (port <= range.high()) {
        return port >= range.low();
      }
    }
    return false;
  }

  public PortSet union(PortSet other) {
    List<Range> all = new ArrayList<>(ranges);
    all.addAll(other.ranges);
    return of(all);
  }

  public PortSet intersect(PortSet other) {
    return complement().union(other.complement()).complement();
  }

  public PortSet complement() {
    List<Range> gaps = new ArrayList<>();
    int next = 0;
    for (Range range : ranges) {
      if (range.low() > next) {
        gaps.add(new Range(next, range.low() - 1));
      }
      next = range.high() + 1;
    }
    if (next <= MAX) {
      gaps.add(new Range(next, MAX));
    }
    return new PortSet(List.copyOf(gaps));
  }

  /** "any", "25", "110,143", "1-1023"; an empty set is "none". */
  @Override
  public String toString() {
    if (isAny()) {
      return "any";
    }
    if (isEmpty()) {
      return "none";
    }
    StringBuilder text = new StringBuilder();
    for (Range range : ranges) {
      if (!text.isEmpty()) {
        text.append(',');
      }
      text.append(range.low());
      if (range.high() > range.low()) {
        text.append('-').append(range.high());
      }
    }
    return text.toString();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof PortSet set && ranges.equals(set.ranges);
  }

  @Override
  public int hashCode() {
    return ranges.hashCode();
  }
}
