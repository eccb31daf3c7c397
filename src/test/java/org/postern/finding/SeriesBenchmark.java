package org.postern.finding;

import java.time.Duration;
import java.time.Instant;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.postern.counter.Seasons.Slot;
import org.postern.counter.SeriesModel;
import org.postern.counter.SeriesSettings;
import org.postern.counter.SiteCalendar;

/**
 * One window of each of 100,000 learned series, judged and learned from, by JMH: {@code mvn -Pbench
 * -DskipTests test -Dbench.main=org.postern.finding.SeriesBenchmark}. With windows of a minute this
 * is what a minute costs; with the shipped five minutes it is a fifth.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 10)
@Measurement(iterations = 10)
@Fork(
    value = 1,
    jvmArgs = {"-Xmx512m", "-XX:+UseSerialGC", "-XX:ActiveProcessorCount=1"})
public class SeriesBenchmark {
  private static final int SERIES = 100_000;
  private static final Duration WINDOW = Duration.ofMinutes(5);
  private static final SeriesSettings SETTINGS = SeriesSettings.of(WINDOW, 5, 2, false);

  private final LevelHistory[] histories = new LevelHistory[SERIES];
  private final Random random = new Random(1);
  private Instant now = Instant.parse("2027-03-01T00:00:00Z");

  public static void main(String[] arguments) throws Exception {
    org.openjdk.jmh.Main.main(new String[] {"SeriesBenchmark"});
  }

  /** Nine days of one series, which all begin with. */
  @Setup
  public void learn() {
    SeriesModel model = new SeriesModel(SETTINGS);
    LevelHistory teacher = new LevelHistory(model, LevelSettings.of(0));
    Instant end = now.plus(Duration.ofDays(9));
    for (; now.isBefore(end); now = now.plus(WINDOW)) {
      teacher.window(SiteCalendar.utc().slot(now), value(now));
    }
    byte[] stored = model.stored();
    for (int i = 0; i < SERIES; i++) {
      histories[i] =
          new LevelHistory(
              SeriesModel.restored(SETTINGS, stored).orElseThrow(), LevelSettings.of(0));
    }
  }

  private double value(Instant at) {
    double hour = at.getEpochSecond() % 86_400 / 3600.0;
    return 1e6 * (2 + Math.sin(hour / 24 * 2 * Math.PI)) * (1 + 0.1 * random.nextGaussian());
  }

  /** A window of every series; says how many are odd, so that nothing is left out. */
  @Benchmark
  public int window() {
    now = now.plus(WINDOW);
    Slot slot = SiteCalendar.utc().slot(now);
    double value = value(now);
    int odd = 0;
    for (LevelHistory history : histories) {
      LevelHistory.Opinion opinion = history.window(slot, value);
      odd += opinion.above() || opinion.below() ? 1 : 0;
    }
    return odd;
  }
}
