package org.postern.finding;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalDouble;
import org.postern.counter.Band;
import org.postern.counter.Seasons.Slot;
import org.postern.counter.SeriesModel;
import org.postern.counter.SeriesModel.Seen;
import org.postern.finding.Observation.Says;

/**
 * What is usual for the permit hits of one crossing and port, and whether their silence is odd
 * (A6). Confined to the device's evaluation.
 */
final class PermitHistory {
  private static final double ODD = 6;

  private final SeriesModel model;
  private final DetectionSettings.PermitSilence settings;
  private final WindowSum window = new WindowSum();
  private int silentWindows;
  private double missing;
  private boolean silenceAccepted;

  PermitHistory(SeriesModel model, DetectionSettings.PermitSilence settings) {
    this.model = model;
    this.settings = settings;
  }

  SeriesModel model() {
    return model;
  }

  /**
   * What a poll says.
   *
   * @param hits of the poll, or of the window that it ended
   * @param expected hits of the silent windows, or of this one; empty while that is being learned
   * @param silentWindows up to this one
   */
  record Opinion(Says says, double hits, OptionalDouble expected, int silentWindows) {}

  /** The operator expects no hits until there are some. */
  void acceptSilence() {
    model.forget();
    interrupted();
    silenceAccepted = true;
  }

  /** A poll whose count cannot be judged, or another access list: the silence begins anew. */
  Opinion interrupted() {
    window.drop();
    endSilence();
    return new Opinion(Says.UNDECIDED, 0, OptionalDouble.empty(), 0);
  }

  /** Takes in the permit hits of a poll. The first hit ends a silence, within the window. */
  Opinion add(long hits, Duration covered, Duration whole, Slot slot) {
    OptionalDouble sum = window.add((double) hits, covered, whole);
    if (hits > 0) {
      endSilence();
      silenceAccepted = false;
    }
    if (sum.isEmpty()) {
      boolean over = hits > 0 || silenceAccepted;
      return new Opinion(over ? Says.CLEARING : Says.WAITING, hits, OptionalDouble.empty(), 0);
    }
    return judge(sum.getAsDouble(), slot);
  }

  private void endSilence() {
    silentWindows = 0;
    missing = 0;
  }

  private Opinion judge(double hits, Slot slot) {
    Seen seen = model.see(slot, hits);
    Optional<Band> usual = seen.band();
    OptionalDouble expected =
        usual
            .map(band -> OptionalDouble.of(Math.max(0, band.centre())))
            .orElse(OptionalDouble.empty());
    boolean silent = hits == 0;
    if (silent && expected.isPresent() && !silenceAccepted) {
      silentWindows++;
      missing += expected.getAsDouble();
    }
    boolean present = silentWindows >= settings.windows() && missing >= settings.expected();
    if (!present) {
      model.learn(slot, seen, usual.map(band -> band.capped(hits, ODD)).orElse(hits));
    }
    if (silentWindows > 0) {
      Says says = present ? Says.PRESENT : Says.UNDECIDED;
      return new Opinion(says, hits, OptionalDouble.of(missing), silentWindows);
    }
    boolean over = !silent || silenceAccepted;
    return new Opinion(over ? Says.CLEARING : Says.UNDECIDED, hits, expected, 0);
  }
}
