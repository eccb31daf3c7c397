package org.postern.counter;

/** How far a published number can be trusted. */
public enum Quality {
  COMPLETE(0),
  /**
   * Part of the data behind it is missing or uncertain: the rate is roughly right, or the least.
   */
  PARTIAL(2),
  /** The counter started again between the two samples: no rate. */
  RESET(4),
  /** A 32-bit counter passed its end once; the rate is the modular difference. */
  WRAP(1),
  /** The difference is more than the line could carry: no rate. */
  IMPLAUSIBLE(5),
  /**
   * More than two and a half intervals lie between the samples; the rate is an average over them.
   */
  GAP(3),
  /** Nothing was read, or this is the first sample. */
  UNAVAILABLE(6);

  private final int rank;

  Quality(int rank) {
    this.rank = rank;
  }

  /** How little it allows, 0 and up; each has its own. */
  int rank() {
    return rank;
  }

  /** This or the other: the one that allows less. */
  public Quality orWorse(Quality other) {
    return rank >= other.rank ? this : other;
  }

  /**
   * The quality of a number that both a number of this quality and one of {@code other} went into:
   * the same if they are the same, {@link #PARTIAL} if one of them has no rate, else the worse.
   * Order and grouping do not matter.
   */
  public Quality with(Quality other) {
    if (this == other) {
      return this;
    }
    boolean bothRated = isRated() && other.isRated();
    if (!bothRated || this == PARTIAL || other == PARTIAL) {
      return PARTIAL;
    }
    return this == GAP || other == GAP ? GAP : WRAP;
  }

  /** Whether the number is exact: a 32-bit wrap is, a gap or a reset is not. */
  public boolean isExact() {
    return this == COMPLETE || this == WRAP;
  }

  private boolean isRated() {
    return switch (this) {
      case COMPLETE, PARTIAL, WRAP, GAP -> true;
      case RESET, IMPLAUSIBLE, UNAVAILABLE -> false;
    };
  }

  /** The word used in MIB and output. */
  public String label() {
    return name().toLowerCase(java.util.Locale.ROOT);
  }
}
