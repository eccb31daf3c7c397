package org.postern.store;

import java.util.List;

/** What is measured, per second. */
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

  /** What is stored goes by the position here: of each kind, add at the end, never reorder. */
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

  private static final List<SampleRate> OF_HITS = List.of(PER_SECOND);

  static List<SampleRate> of(Series.Kind kind) {
    return switch (kind) {
      case INTERFACE -> OF_INTERFACE;
      case HITS -> OF_HITS;
    };
  }

  /** A bit for each of them. */
  static int mask(Series.Kind kind) {
    return (1 << of(kind).size()) - 1;
  }
}
