package org.postern.counter;

/** How far a published number can be trusted. */
public enum Quality {
  COMPLETE,
  /**
   * Part of the data behind it is missing or uncertain: the rate is roughly right, or the least.
   */
  PARTIAL,
  /** The counter started again between the two samples: no rate. */
  RESET,
  /** A 32-bit counter passed its end once; the rate is the modular difference. */
  WRAP,
  /** The difference is more than the line could carry: no rate. */
  IMPLAUSIBLE,
  /**
   * More than two and a half intervals lie between the samples; the rate is an average over them.
   */
  GAP,
  /** Nothing was read, or this is the first sample. */
  UNAVAILABLE;

  /** The word used in MIB and output. */
  public String label() {
    return name().toLowerCase(java.util.Locale.ROOT);
  }
}
