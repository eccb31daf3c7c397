package org.postern.finding;

import java.time.Duration;

/**
 * Levels and windows of the statistical judgements. A window is the time between two polls.
 *
 * @param spikeScore z above which a window's deny hits are too many
 * @param spikeMinimum deny hits a window needs to count as a spike at all
 * @param spikeClearScore z below which a window speaks for the end of a spike
 * @param zeroExpected hits that the silent windows together should have brought
 * @param zeroWindows silent windows in a row, at least
 * @param historyWindows windows the usual level is the median of
 * @param learningWindows windows seen before anything is judged
 * @param unusedAfter observed time without a hit after which an entry is called unused
 * @param unusedOtherHits hits that the other entries of its list must have had meanwhile
 */
public record DetectionSettings(
    double spikeScore,
    long spikeMinimum,
    double spikeClearScore,
    double zeroExpected,
    int zeroWindows,
    int historyWindows,
    int learningWindows,
    Duration unusedAfter,
    long unusedOtherHits) {
  public DetectionSettings {
    if (!(spikeClearScore > 0 && spikeClearScore <= spikeScore)) {
      throw new IllegalArgumentException(
          "spike scores 0 < clear <= raise: " + spikeClearScore + ", " + spikeScore);
    }
    if (spikeMinimum < 1 || !(zeroExpected > 0) || zeroWindows < 1) {
      throw new IllegalArgumentException(
          "spike minimum, zero expectation and zero windows above 0: "
              + spikeMinimum
              + ", "
              + zeroExpected
              + ", "
              + zeroWindows);
    }
    if (unusedAfter.isNegative() || unusedAfter.isZero() || unusedOtherHits < 1) {
      throw new IllegalArgumentException(
          "unused after some time and other hits: " + unusedAfter + ", " + unusedOtherHits);
    }
    if (learningWindows < 1 || historyWindows < learningWindows) {
      throw new IllegalArgumentException(
          "windows 1 <= learning <= history: " + learningWindows + ", " + historyWindows);
    }
  }

  /**
   * z > 6 and n >= 50; clear below 3; 10 expected hits missing over 3 windows; 48 windows, 4 to
   * learn; unused after 90 days in which others had 100 hits.
   */
  public static DetectionSettings defaults() {
    return new DetectionSettings(6.0, 50, 3.0, 10.0, 3, 48, 4, Duration.ofDays(90), 100);
  }
}
