package org.postern.finding;

import java.time.Duration;

/**
 * Levels and windows of the statistical judgements.
 *
 * @param series how the usual level is learned
 * @param traffic when the traffic of an interface is odd, in bits per second
 * @param lines when an interface is too busy or loses packets
 * @param unusedAfter observed time without a hit after which an entry is called unused
 * @param unusedOtherHits hits that the other entries of its list must have had meanwhile
 * @param overrides levels of some subjects; see {@link #of}
 */
public record DetectionSettings(
    SeriesPlan series,
    DenySpike denySpike,
    PermitSilence permitSilence,
    LevelSettings traffic,
    LineSettings lines,
    Flatline flatline,
    CleartextShare cleartext,
    Storm storm,
    Duration unusedAfter,
    long unusedOtherHits,
    SubjectRules overrides) {
  public DetectionSettings {
    if (unusedAfter.isNegative() || unusedAfter.isZero() || unusedOtherHits < 1) {
      throw new IllegalArgumentException(
          "unused after some time and other hits: " + unusedAfter + ", " + unusedOtherHits);
    }
  }

  /** The levels of the anomaly catalogue. */
  public static DetectionSettings defaults() {
    return new DetectionSettings(
        SeriesPlan.defaults(),
        new DenySpike(6, 3, 50),
        new PermitSilence(10, 3),
        LevelSettings.of(1e6),
        LineSettings.defaults(),
        new Flatline(12, 100),
        new CleartextShare(0.10, 0.05, 500),
        new Storm(5, Duration.ofHours(1)),
        Duration.ofDays(90),
        100,
        SubjectRules.none());
  }

  /** The same with another way of learning. */
  public DetectionSettings with(SeriesPlan other) {
    return new DetectionSettings(
        other,
        denySpike,
        permitSilence,
        traffic,
        lines,
        flatline,
        cleartext,
        storm,
        unusedAfter,
        unusedOtherHits,
        overrides);
  }

  /** What holds for one subject. */
  public DetectionSettings of(Subject subject) {
    return overrides.levels(this, subject);
  }

  /**
   * Too many deny hits (A5): in two of three windows.
   *
   * @param score z above which a window's hits are too many
   * @param clearScore z below which a window speaks for the end
   * @param minimum hits a window needs at all, 1 and up
   */
  public record DenySpike(double score, double clearScore, long minimum) {
    public DenySpike {
      if (!(clearScore >= 0 && clearScore <= score) || minimum < 1) {
        throw new IllegalArgumentException(
            "spike scores 0 <= clear <= raise and a minimum above 0: "
                + clearScore
                + ", "
                + score
                + ", "
                + minimum);
      }
    }
  }

  /**
   * No permit hits (A6).
   *
   * @param expected hits that the silent windows together should have brought, above 0
   * @param windows silent windows in a row, at least
   */
  public record PermitSilence(double expected, int windows) {
    public PermitSilence {
      if (!(expected > 0) || windows < 1) {
        throw new IllegalArgumentException(
            "expected hits and windows above 0: " + expected + ", " + windows);
      }
    }
  }

  /**
   * A counter that always counts the same (A8).
   *
   * @param windows in a row with the same sum
   * @param minimum least sum: small counts are often the same by chance
   */
  public record Flatline(int windows, long minimum) {
    public Flatline {
      if (windows < 2 || minimum < 1) {
        throw new IllegalArgumentException(
            "windows 2 and up, minimum above 0: " + windows + ", " + minimum);
      }
    }
  }

  /**
   * Cleartext access takes a growing part (A10).
   *
   * @param rise of the share above the reference that raises, 0..1
   * @param clearRise below which it is over
   * @param events least number of both kinds that a share is taken of
   */
  public record CleartextShare(double rise, double clearRise, long events) {
    public CleartextShare {
      if (!(clearRise >= 0 && clearRise < rise && rise < 1) || events < 1) {
        throw new IllegalArgumentException(
            "rises 0 <= clear < raise < 1 and events above 0: "
                + clearRise
                + ", "
                + rise
                + ", "
                + events);
      }
    }
  }

  /**
   * Counters that start again too often (A13).
   *
   * @param times polls with a discontinuity, 1 and up
   */
  public record Storm(int times, Duration within) {
    public Storm {
      if (times < 1 || within.isNegative() || within.isZero()) {
        throw new IllegalArgumentException("times and time above 0: " + times + ", " + within);
      }
    }
  }
}
