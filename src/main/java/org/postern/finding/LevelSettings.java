package org.postern.finding;

/**
 * When the level of a series is odd.
 *
 * @param dropShare share of the usual below which a low window must be as well, above 0 up to 1
 * @param burstTimes times its highest peak that a bursty series must exceed, above 1
 */
public record LevelSettings(Side above, Side below, double dropShare, double burstTimes) {
  public LevelSettings {
    if (!(dropShare > 0 && dropShare <= 1) || !(burstTimes > 1)) {
      throw new IllegalArgumentException(
          "drop share 0..1, burst times above 1: " + dropShare + ", " + burstTimes);
    }
  }

  /**
   * What holds on one side of the usual.
   *
   * @param raise robust standard deviations from the usual beyond which a window is odd
   * @param clear within which it speaks for the end
   * @param raiseWindows odd windows in a row that make a finding, 1 and up
   * @param clearWindows windows in a row that must speak for the end before anything is learned
   *     again, 1 and up
   * @param minimum least level that matters, in the unit of the series: a spike reaches it, and a
   *     drop begins above it
   */
  public record Side(
      double raise, double clear, int raiseWindows, int clearWindows, double minimum) {
    public Side {
      if (!(clear > 0 && clear <= raise)) {
        throw new IllegalArgumentException("scores 0 < clear <= raise: " + clear + ", " + raise);
      }
      if (raiseWindows < 1 || clearWindows < 1 || !(minimum >= 0)) {
        throw new IllegalArgumentException(
            "windows 1 and up, minimum 0 and up: "
                + raiseWindows
                + ", "
                + clearWindows
                + ", "
                + minimum);
      }
    }
  }

  /** Six robust standard deviations for three windows; within three for six to clear. */
  public static LevelSettings of(double minimum) {
    Side side = new Side(6, 3, 3, 6, minimum);
    return new LevelSettings(side, side, 0.5, 1.25);
  }
}
