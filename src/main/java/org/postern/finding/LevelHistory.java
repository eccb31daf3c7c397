package org.postern.finding;

import java.util.Optional;
import org.postern.counter.Band;
import org.postern.counter.Peaks;
import org.postern.counter.SeriesModel;
import org.postern.counter.SeriesModel.Seen;
import org.postern.counter.SiteCalendar.Slot;

/**
 * Whether the level of a series is odd (A7). A series with a usual level is held against its band;
 * a bursty one against its own highest peaks, for which one window is enough. Odd windows that are
 * no finding are learned only up to the edge of the band, and an incident not at all. Confined to
 * the device's evaluation.
 */
final class LevelHistory {
  private final SeriesModel model;
  private final LevelSettings settings;
  private int aboveRun;
  private int belowRun;
  private int calmRun;
  private boolean incident;

  LevelHistory(SeriesModel model, LevelSettings settings) {
    this.model = model;
    this.settings = settings;
  }

  /**
   * What a window says.
   *
   * @param above whether it and those before are a spike
   * @param below whether they are a drop
   * @param calm whether it speaks for the end of either
   * @param seen the window and what was usual
   */
  record Opinion(boolean above, boolean below, boolean calm, Seen seen) {
    /** Whether nothing can be said yet. */
    boolean learning() {
      return seen.band().isEmpty() && seen.peaks().isEmpty();
    }
  }

  SeriesModel model() {
    return model;
  }

  /** The operator says that the level is right as it is. */
  void accept() {
    model.forget();
    incident = false;
    interrupted();
  }

  /** A window that cannot be judged: what was consecutive is so no longer. */
  void interrupted() {
    aboveRun = 0;
    belowRun = 0;
    calmRun = 0;
  }

  /** Judges a window, then learns from it. */
  Opinion window(Slot slot, double value) {
    Seen seen = model.see(slot, value);
    Opinion opinion =
        seen.peaks().isPresent() ? bursty(seen, seen.peaks().get()) : steady(seen, seen.band());
    if (opinion.above() || opinion.below()) {
      incident = true;
    }
    calmRun = opinion.calm() ? calmRun + 1 : 0;
    if (incident && calmRun >= settings.clearWindows()) {
      incident = false;
    }
    if (!incident) {
      model.learn(slot, seen, taught(seen));
    }
    return opinion;
  }

  private double taught(Seen seen) {
    boolean capped = seen.band().isPresent() && !model.isBursty();
    return capped ? seen.band().get().capped(seen.value(), settings.raiseScore()) : seen.value();
  }

  private Opinion steady(Seen seen, Optional<Band> usual) {
    if (usual.isEmpty()) {
      interrupted();
      return new Opinion(false, false, false, seen);
    }
    Band band = usual.get();
    double score = band.score(seen.value());
    boolean high = score > settings.raiseScore() && seen.value() >= settings.minimum();
    boolean low =
        score < -settings.raiseScore()
            && seen.value() < settings.dropShare() * band.centre()
            && band.centre() >= settings.minimum();
    aboveRun = high ? aboveRun + 1 : 0;
    belowRun = low ? belowRun + 1 : 0;
    return new Opinion(
        aboveRun >= settings.raiseWindows(),
        belowRun >= settings.raiseWindows(),
        Math.abs(score) < settings.clearScore(),
        seen);
  }

  private Opinion bursty(Seen seen, Peaks peaks) {
    aboveRun = 0;
    belowRun = 0;
    boolean above =
        peaks.times(seen.value(), seen.hourMean()) > settings.burstTimes()
            && seen.value() >= settings.minimum();
    return new Opinion(above, false, !above, seen);
  }
}
