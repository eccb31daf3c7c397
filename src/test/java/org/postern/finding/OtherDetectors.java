package org.postern.finding;

import java.time.Duration;
import java.time.LocalDateTime;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Detectors of other tools, by their documentation, to compare ours with. */
final class OtherDetectors {
  private OtherDetectors() {}

  /** Tells of each window whether it is part of an alarm. */
  interface Detector {
    boolean odd(LocalDateTime time, double value);
  }

  /** Three standard deviations from the mean of all that was before; silent on the first day. */
  static final class ThreeSigma implements Detector {
    private final long quiet;
    private long count;
    private double mean;
    private double squares;

    ThreeSigma(Duration window) {
      quiet = Duration.ofDays(1).dividedBy(window);
    }

    @Override
    public boolean odd(LocalDateTime time, double value) {
      double deviation = count > 1 ? Math.sqrt(squares / (count - 1)) : 0;
      boolean odd = count >= quiet && Math.abs(value - mean) > 3 * deviation;
      count++;
      double distance = value - mean;
      mean += distance / count;
      squares += distance * (value - mean);
      return odd;
    }
  }

  /**
   * RRDtool's HWPREDICT, SEASONAL, DEVSEASONAL and FAILURES: additive Holt-Winters with alpha 0.1,
   * beta 0.0035 and gamma 0.1, a season of a day, a band of two deviations, and a failure where
   * seven of the last nine are outside.
   */
  static final class HoltWinters implements Detector {
    private static final double ALPHA = 0.1;
    private static final double BETA = 0.0035;
    private static final double GAMMA = 0.1;

    private final int period;
    private final double[] season;
    private final double[] deviation;
    private final Deque<Boolean> last = new ArrayDeque<>();
    private double level = Double.NaN;
    private double slope;
    private int seen;

    HoltWinters(Duration window) {
      period = Math.toIntExact(Duration.ofDays(1).dividedBy(window));
      season = new double[period];
      deviation = new double[period];
    }

    @Override
    public boolean odd(LocalDateTime time, double value) {
      int at = seen % period;
      if (Double.isNaN(level)) {
        level = value;
      }
      double predicted = level + slope + season[at];
      double distance = Math.abs(value - predicted);
      boolean outside = seen >= 2 * period && distance > 2 * deviation[at];
      double before = level;
      boolean first = seen < period;
      level = ALPHA * (value - season[at]) + (1 - ALPHA) * (level + slope);
      slope = BETA * (level - before) + (1 - BETA) * slope;
      season[at] = first ? value - level : GAMMA * (value - level) + (1 - GAMMA) * season[at];
      deviation[at] = first ? distance : GAMMA * distance + (1 - GAMMA) * deviation[at];
      seen++;
      last.addLast(outside);
      if (last.size() > 9) {
        last.removeFirst();
      }
      return last.stream().filter(each -> each).count() >= 7;
    }
  }

  /**
   * Zabbix's baselinedev(/host/key,1h:now/h,"d",7) above 3: population standard deviations between
   * an hour's mean and those of the same hour on the seven days before.
   */
  static final class BaselineDeviation implements Detector {
    private final Map<Integer, List<Double>> days = new HashMap<>();
    private int hour = -1;
    private double sum;
    private int count;
    private boolean odd;

    @Override
    public boolean odd(LocalDateTime time, double value) {
      if (time.getHour() != hour) {
        if (count > 0) {
          odd = isOdd(days.computeIfAbsent(hour, unseen -> new ArrayList<>()), sum / count);
        }
        hour = time.getHour();
        sum = 0;
        count = 0;
      }
      sum += value;
      count++;
      return odd;
    }

    private static boolean isOdd(List<Double> before, double mean) {
      double middle = before.stream().mapToDouble(each -> each).average().orElse(0);
      double variance =
          before.stream()
              .mapToDouble(each -> (each - middle) * (each - middle))
              .average()
              .orElse(0);
      boolean full = before.size() >= 7;
      before.add(mean);
      if (before.size() > 7) {
        before.remove(0);
      }
      return full && Math.abs(mean - middle) > 3 * Math.sqrt(variance);
    }
  }
}
