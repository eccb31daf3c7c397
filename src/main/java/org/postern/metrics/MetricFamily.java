package org.postern.metrics;

import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.postern.finding.Board;

/**
 * A metric as a rule how to get its samples from a board; immutable.
 *
 * @param name without the suffix {@code _total} of a counter
 * @param counter whether it only grows, rather than being a value of the moment
 * @param <R> what a sample is made from
 */
record MetricFamily<R>(
    String name,
    String help,
    boolean counter,
    Function<Board, List<R>> rows,
    Function<R, Labels> labels,
    Value<R> value) {
  /** The value of a sample; null if there is none for this row. */
  @FunctionalInterface
  interface Value<R> {
    @Nullable Number of(R row);
  }

  /** A value of the moment. */
  static <R> MetricFamily<R> gauge(
      String name,
      String help,
      Function<Board, List<R>> rows,
      Function<R, Labels> labels,
      Value<R> value) {
    return new MetricFamily<>(name, help, false, rows, labels, value);
  }

  /** A count that only grows, until the daemon is restarted. */
  static <R> MetricFamily<R> counter(
      String name,
      String help,
      Function<Board, List<R>> rows,
      Function<R, Labels> labels,
      Value<R> value) {
    return new MetricFamily<>(name, help, true, rows, labels, value);
  }

  /** A time as Prometheus has it: seconds since 1970. */
  static Number seconds(Instant instant) {
    return instant.toEpochMilli() / 1000.0;
  }

  MetricSnapshot of(Board board) {
    return counter ? counters(board) : gauges(board);
  }

  private MetricSnapshot gauges(Board board) {
    GaugeSnapshot.Builder all = GaugeSnapshot.builder().name(name).help(help);
    for (R row : rows.apply(board)) {
      Number number = value.of(row);
      if (number != null) {
        all.dataPoint(
            GaugeSnapshot.GaugeDataPointSnapshot.builder()
                .labels(labels.apply(row))
                .value(number.doubleValue())
                .build());
      }
    }
    return all.build();
  }

  private MetricSnapshot counters(Board board) {
    CounterSnapshot.Builder all = CounterSnapshot.builder().name(name).help(help);
    for (R row : rows.apply(board)) {
      Number number = value.of(row);
      if (number != null) {
        all.dataPoint(
            CounterSnapshot.CounterDataPointSnapshot.builder()
                .labels(labels.apply(row))
                .value(number.doubleValue())
                .build());
      }
    }
    return all.build();
  }
}
