package org.postern.finding;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalDouble;
import org.postern.counter.Band;
import org.postern.counter.PoissonScore;
import org.postern.counter.Seasons.Slot;
import org.postern.counter.SeriesModel;
import org.postern.counter.SeriesModel.Seen;
import org.postern.finding.Observation.Says;

/**
 * What is usual for the deny hits of one crossing and port, and whether the newest windows are a
 * spike (A5). A spike is not learned. Confined to the device's evaluation.
 */
final class DenyHistory {
  private static final int ALL = 0b111;
  private static final int SPIKES_NEEDED = 2;

  private final SeriesModel model;
  private final DetectionSettings.DenySpike settings;
  private final WindowSum window = new WindowSum();

  /** Whether each of the last three windows was a spike, the newest in the lowest bit. */
  private int spikes;

  private int entries;

  DenyHistory(SeriesModel model, DetectionSettings.DenySpike settings) {
    this.model = model;
    this.settings = settings;
  }

  SeriesModel model() {
    return model;
  }

  /**
   * What a poll says.
   *
   * @param hits of the window that it ended
   * @param expected hits, 0 and up; empty while that is being learned
   * @param score z of the window; 0 where it is not computed
   */
  record Opinion(Says says, double hits, OptionalDouble expected, double score) {
    private static Opinion without(Says says) {
      return new Opinion(says, 0, OptionalDouble.empty(), 0);
    }
  }

  /** The entries that deny now; other ones have another usual level. */
  void entries(int hash) {
    if (entries != 0 && entries != hash) {
      accept();
    }
    entries = hash;
  }

  /** The level as it is now is right: what is usual is learned anew. */
  void accept() {
    model.forget();
    interrupted();
  }

  /** A poll whose count cannot be judged: whatever was consecutive is so no longer. */
  Opinion interrupted() {
    window.drop();
    spikes = 0;
    return Opinion.without(Says.UNDECIDED);
  }

  /** Whether one of the last three windows was a spike. */
  boolean isSuspicious() {
    return spikes != 0;
  }

  /** Whether the next poll ends a window that may be one more. */
  boolean isDue() {
    return isSuspicious() && window.endsNext();
  }

  /** Takes in the deny hits of a poll and judges the window if it is over. */
  Opinion add(long hits, Duration covered, Duration whole, Slot slot) {
    OptionalDouble sum = window.add((double) hits, covered, whole);
    return sum.isEmpty() ? Opinion.without(Says.WAITING) : judge(sum.getAsDouble(), slot);
  }

  private Opinion judge(double hits, Slot slot) {
    Seen seen = model.see(slot, hits);
    Optional<Band> usual = seen.band();
    if (usual.isEmpty()) {
      model.learn(slot, seen, hits);
      return new Opinion(Says.UNDECIDED, hits, OptionalDouble.empty(), 0);
    }
    double expected = Math.max(0, usual.get().centre());
    double score = PoissonScore.of(hits, expected);
    boolean spike =
        score > settings.score()
            && hits >= settings.minimum()
            && usual.get().score(hits) > settings.score();
    boolean clearing = score < settings.clearScore();
    spikes = (spikes << 1 | (spike ? 1 : 0)) & ALL;
    boolean present = !clearing && Integer.bitCount(spikes) >= SPIKES_NEEDED;
    if (!present) {
      model.learn(slot, seen, usual.get().capped(hits, settings.score()));
    }
    return new Opinion(Says.of(present, clearing), hits, OptionalDouble.of(expected), score);
  }
}
