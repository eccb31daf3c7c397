package org.postern.finding;

import java.util.Optional;
import org.postern.counter.Band;
import org.postern.counter.Peaks;
import org.postern.counter.Seasons.Slot;
import org.postern.counter.SeriesModel;
import org.postern.counter.SeriesModel.Seen;

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

  SeriesModel model() {
    return model;
  }

  /**
   * What a window says.
   *
   * @param above whether it and those before are a spike
   * @param below whether they are a drop
   * @param aboveOver whether it speaks for the end of a spike
   * @param belowOver whether it speaks for the end of a drop
   * @param seen the window and what was usual
   */
  record Opinion(boolean above, boolean below, boolean aboveOver, boolean belowOver, Seen seen) {}

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
    calmRun = opinion.aboveOver() && opinion.belowOver() ? calmRun + 1 : 0;
    int needed = Math.max(settings.above().clearWindows(), settings.below().clearWindows());
    if (incident && calmRun >= needed) {
      incident = false;
    }
    if (!incident) {
      model.learn(slot, seen, taught(seen));
    }
    return opinion;
  }

  private double taught(Seen seen) {
    if (seen.band().isEmpty() || model.isBursty()) {
      return seen.value();
    }
    Band band = seen.band().get();
    return Math.min(
        band.at(settings.above().raise()),
        Math.max(band.at(-settings.below().raise()), seen.value()));
  }

  private Opinion steady(Seen seen, Optional<Band> usual) {
    if (usual.isEmpty()) {
      interrupted();
      return new Opinion(false, false, false, false, seen);
    }
    Band band = usual.get();
    double score = band.score(seen.value());
    boolean high = score > settings.above().raise() && seen.value() >= settings.above().minimum();
    boolean low =
        score < -settings.below().raise()
            && seen.value() < settings.dropShare() * band.centre()
            && band.centre() >= settings.below().minimum();
    aboveRun = high ? aboveRun + 1 : 0;
    belowRun = low ? belowRun + 1 : 0;
    return new Opinion(
        aboveRun >= settings.above().raiseWindows(),
        belowRun >= settings.below().raiseWindows(),
        score < settings.above().clear(),
        score > -settings.below().clear(),
        seen);
  }

  private Opinion bursty(Seen seen, Peaks peaks) {
    aboveRun = 0;
    belowRun = 0;
    boolean above =
        peaks.times(seen.value(), seen.hourMean()) > settings.burstTimes()
            && seen.value() >= settings.above().minimum();
    return new Opinion(above, false, !above, true, seen);
  }
}
