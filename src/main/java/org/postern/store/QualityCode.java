package org.postern.store;

import java.util.List;
import org.postern.counter.Quality;

/** Qualities as they lie in the file of samples: three bits. */
final class QualityCode {
  static final int MASK = 7;

  /** What is stored is the position here: add at the end, never reorder. */
  private static final List<Quality> QUALITIES =
      List.of(
          Quality.COMPLETE,
          Quality.PARTIAL,
          Quality.RESET,
          Quality.WRAP,
          Quality.IMPLAUSIBLE,
          Quality.GAP,
          Quality.UNAVAILABLE);

  private QualityCode() {}

  static int of(Quality quality) {
    return QUALITIES.indexOf(quality);
  }

  static Quality quality(int code) {
    if (code >= QUALITIES.size()) {
      throw ValueReader.garbled("quality " + code);
    }
    return QUALITIES.get(code);
  }
}
