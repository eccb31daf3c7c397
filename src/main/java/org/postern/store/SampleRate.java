package org.postern.store;

import java.util.List;
import java.util.Locale;

/** What is measured, per second; the name in lower case is the column. */
public enum SampleRate {
  IN_BITS,
  OUT_BITS,
  IN_PACKETS,
  OUT_PACKETS,
  IN_ERRORS,
  OUT_ERRORS,
  IN_DISCARDS,
  OUT_DISCARDS,
  /** Hits of an entry. */
  PER_SECOND;

  private static final List<SampleRate> OF_INTERFACE =
      List.of(
          IN_BITS,
          OUT_BITS,
          IN_PACKETS,
          OUT_PACKETS,
          IN_ERRORS,
          OUT_ERRORS,
          IN_DISCARDS,
          OUT_DISCARDS);

  static List<SampleRate> of(Sample.Kind kind) {
    return switch (kind) {
      case INTERFACE -> OF_INTERFACE;
      case HITS -> List.of(PER_SECOND);
    };
  }

  String column() {
    return name().toLowerCase(Locale.ROOT);
  }
}
