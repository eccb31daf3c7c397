package org.postern.finding;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.OptionalDouble;
import org.postern.counter.PoissonScore;
import org.postern.counter.RollingMedian;

/**
 * The recent hit counts of one crossing and port, and what they say about the newest; confined to
 * the device's evaluation. Windows that were flagged are not learned from, so that an incident does
 * not become the usual level. What is usual is learned anew after a restart and after each change
 * of the lists; until then nothing is judged, and silence teaches nothing before the first hit.
 */
final class HitHistory {
  private static final int SPIKE_WINDOWS = 3;
  private static final int SPIKES_NEEDED = 2;

  private final DetectionSettings settings;
  private final Deque<Boolean> spikes = new ArrayDeque<>();
  private RollingMedian usual;
  private OptionalDouble raisedAt = OptionalDouble.empty();
  private int zeroRun;
  private boolean silenceAccepted;

  HitHistory(DetectionSettings settings) {
    this.settings = settings;
    usual = new RollingMedian(settings.historyWindows());
  }

  /**
   * What a window says.
   *
   * @param expected hits that were to be expected, 0 and up; empty while that is being learned
   * @param score z of a spike; 0 where it is not computed
   * @param windows silent windows up to this one
   */
  record Opinion(
      boolean present, boolean clearing, OptionalDouble expected, double score, int windows) {}

  /** The lists changed: what was usual is so no longer, but what was raised still is. */
  void relearn() {
    usual = new RollingMedian(settings.historyWindows());
    spikes.clear();
    zeroRun = 0;
  }

  /** The operator expects no hits until there are some. */
  void acceptSilence() {
    relearn();
    raisedAt = OptionalDouble.empty();
    silenceAccepted = true;
  }

  /** A window whose count cannot be judged: whatever was consecutive is so no longer. */
  Opinion interrupted() {
    spikes.clear();
    zeroRun = 0;
    return undecided();
  }

  private Opinion undecided() {
    return new Opinion(false, false, expected(), 0, 0);
  }

  /** Judges the deny hits of a window (A5). */
  Opinion denied(long hits) {
    if (isLearning()) {
      usual.add((double) hits);
      return undecided();
    }
    double level = median();
    double score = PoissonScore.of(hits, level);
    boolean spike = score > settings.spikeScore() && hits >= settings.spikeMinimum();
    boolean clearing = score < settings.spikeClearScore();
    spikes.addLast(spike);
    if (spikes.size() > SPIKE_WINDOWS) {
      spikes.removeFirst();
    }
    boolean present = !clearing && spikes.stream().filter(s -> s).count() >= SPIKES_NEEDED;
    if (!spike && !present) {
      usual.add((double) hits);
    }
    return new Opinion(present, clearing, OptionalDouble.of(level), score, 0);
  }

  /** Judges the permit hits of a window (A6). */
  Opinion permitted(long hits) {
    if (hits > 0) {
      return flowing(hits);
    }
    if (silenceAccepted) {
      return new Opinion(false, true, OptionalDouble.of(0), 0, 0);
    }
    if (isLearning()) {
      if (usual.size() > 0 && raisedAt.isEmpty()) {
        usual.add(0);
      }
      return undecided();
    }
    double level = median();
    zeroRun++;
    boolean present = isSilence(level);
    if (present) {
      raisedAt = OptionalDouble.of(level);
    }
    return new Opinion(present, false, OptionalDouble.of(zeroRun * level), 0, zeroRun);
  }

  private Opinion flowing(long hits) {
    Opinion opinion = new Opinion(false, true, expected(), 0, 0);
    silenceAccepted = false;
    // A silence too short or too thin to be a finding belongs to the usual level.
    if (!isSilence(median())) {
      for (int i = 0; i < Math.min(zeroRun, settings.historyWindows()); i++) {
        usual.add(0);
      }
    }
    zeroRun = 0;
    raisedAt = OptionalDouble.empty();
    usual.add((double) hits);
    return opinion;
  }

  private boolean isSilence(double level) {
    return zeroRun >= settings.zeroWindows() && zeroRun * level >= settings.zeroExpected();
  }

  private boolean isLearning() {
    return usual.size() < settings.learningWindows();
  }

  /** The level that raised what is not over yet, else the usual one if there is one. */
  private OptionalDouble expected() {
    return raisedAt.isPresent() || isLearning() ? raisedAt : OptionalDouble.of(median());
  }

  private double median() {
    return usual.median().orElse(0);
  }
}
