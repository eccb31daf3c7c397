package org.postern.poll;

/**
 * How often a silent device is still asked: at each of its turns at first, then at every second,
 * fourth and eighth. Thread-safe.
 */
final class BackOff {
  private static final int MOST_TURNS = 8;

  private final int patience;
  private int failures;
  private int turnsToSkip;

  /**
   * For a device that is not silent yet.
   *
   * @param patience polls without an answer before turns are skipped, 1 and up
   */
  BackOff(int patience) {
    this.patience = patience;
  }

  /** Takes a turn; whether it shall pass without a poll. */
  synchronized boolean skipsTurn() {
    if (turnsToSkip == 0) {
      return false;
    }
    turnsToSkip--;
    return true;
  }

  /** Whether the device has been silent so long that one try is enough to ask for it. */
  synchronized boolean isHopeless() {
    return failures > patience;
  }

  synchronized void answered() {
    failures = 0;
    turnsToSkip = 0;
  }

  synchronized void silent() {
    failures++;
    int over = failures - patience;
    turnsToSkip = over <= 0 ? 0 : Math.min(MOST_TURNS, 1 << Math.min(over, MOST_TURNS)) - 1;
  }
}
