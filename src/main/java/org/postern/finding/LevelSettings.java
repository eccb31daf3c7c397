package org.postern.finding;

/**
 * When the level of a series is odd.
 *
 * @param raiseScore robust standard deviations from the usual beyond which a window is odd
 * @param clearScore within which it speaks for the end
 * @param raiseWindows odd windows in a row that make a finding, 1 and up
 * @param clearWindows windows in a row that must speak for the end before anything is learned again
 * @param dropShare share of the usual below which a low window must be as well, 0..1
 * @param burstTimes times its highest peak that a bursty series must exceed, above 1
 * @param minimum least level that matters, in the unit of the series: a spike reaches it, and a
 *     drop begins above it
 */
record LevelSettings(
    double raiseScore,
    double clearScore,
    int raiseWindows,
    int clearWindows,
    double dropShare,
    double burstTimes,
    double minimum) {
  LevelSettings {
    if (!(clearScore > 0 && clearScore <= raiseScore)) {
      throw new IllegalArgumentException(
          "scores 0 < clear <= raise: " + clearScore + ", " + raiseScore);
    }
    if (raiseWindows < 1 || clearWindows < 1) {
      throw new IllegalArgumentException(
          "windows 1 and up: raise " + raiseWindows + ", clear " + clearWindows);
    }
    if (!(dropShare > 0 && dropShare <= 1) || !(burstTimes > 1) || !(minimum >= 0)) {
      throw new IllegalArgumentException(
          "drop share 0..1, burst times above 1, minimum 0 and up: "
              + dropShare
              + ", "
              + burstTimes
              + ", "
              + minimum);
    }
  }

  /** Six robust standard deviations for three windows, three for six to clear. */
  static LevelSettings of(double minimum) {
    return new LevelSettings(6, 3, 3, 6, 0.5, 1.25, minimum);
  }
}
