package org.postern.finding;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.postern.counter.PoissonScore;
import org.postern.counter.RollingMedian;

/**
 * The recent hit counts of one crossing and port, and what they say about the newest; confined to
 * the device's evaluation. Windows that were flagged are not learned from, so that an incident does
 * not become the usual level.
 */
final class HitHistory {
  private static final int SPIKE_WINDOWS = 3;
  private static final int SPIKES_NEEDED = 2;

  private final DetectionSettings settings;
  private final Deque<Boolean> spikes = new ArrayDeque<>();
  private RollingMedian usual;
  private int zeroRun;
  private boolean silenceAccepted;

  HitHistory(DetectionSettings settings) {
    this.settings = settings;
    usual = new RollingMedian(settings.historyWindows());
  }

  /**
   * What a window says.
   *
   * @param expected hits that were to be expected, 0 and up
   * @param score z of a spike; 0 where it is not computed
   * @param windows silent windows up to this one
   */
  record Opinion(boolean present, boolean clearing, double expected, double score, int windows) {}

  /** Takes windows from the store, oldest first, as the usual level. */
  void remember(List<Long> windows) {
    windows.forEach(usual::add);
  }

  /** The operator expects no hits until there are some. */
  void acceptSilence() {
    usual = new RollingMedian(settings.historyWindows());
    zeroRun = 0;
    silenceAccepted = true;
  }

  /** A window whose count cannot be judged: whatever was consecutive is so no longer. */
  Opinion interrupted() {
    spikes.clear();
    zeroRun = 0;
    return new Opinion(false, false, median(), 0, 0);
  }

  /** Judges the deny hits of a window (A5). */
  Opinion denied(long hits) {
    if (usual.size() < settings.learningWindows()) {
      usual.add((double) hits);
      return new Opinion(false, false, median(), 0, 0);
    }
    double expected = median();
    double score = PoissonScore.of(hits, expected);
    boolean spike = score > settings.spikeScore() && hits >= settings.spikeMinimum();
    boolean clearing = score < settings.spikeClearScore();
    spikes.addLast(spike);
    if (spikes.size() > SPIKE_WINDOWS) {
      spikes.removeFirst();
    }
    if (!spike) {
      usual.add((double) hits);
    }
    boolean present = !clearing && spikes.stream().filter(s -> s).count() >= SPIKES_NEEDED;
    return new Opinion(present, clearing, expected, score, 0);
  }

  /** Judges the permit hits of a window (A6). */
  Opinion permitted(long hits) {
    double level = median();
    if (hits == 0 && silenceAccepted) {
      return new Opinion(false, true, 0, 0, 0);
    }
    if (hits > 0) {
      silenceAccepted = false;
      // A silence too short or too thin to be a finding belongs to the usual level.
      if (!isSilence(level)) {
        for (int i = 0; i < Math.min(zeroRun, settings.historyWindows()); i++) {
          usual.add(0);
        }
      }
      zeroRun = 0;
      usual.add((double) hits);
      return new Opinion(false, true, level, 0, 0);
    }
    if (usual.size() < settings.learningWindows()) {
      usual.add(0);
      return new Opinion(false, false, level, 0, 0);
    }
    zeroRun++;
    return new Opinion(isSilence(level), false, zeroRun * level, 0, zeroRun);
  }

  private boolean isSilence(double level) {
    return zeroRun >= settings.zeroWindows() && zeroRun * level >= settings.zeroExpected();
  }

  private double median() {
    return usual.median().orElse(0);
  }
}
