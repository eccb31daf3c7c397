package org.postern.finding;

/** Whether a counter always counts the same though it used to vary (A8); confined. */
final class FlatRun {
  private final DetectionSettings.Flatline settings;
  private long last;
  private int run;
  private boolean varied;

  FlatRun(DetectionSettings.Flatline settings) {
    this.settings = settings;
  }

  /** Takes in the sum of a window; says whether it has been the same for long. */
  boolean isFlat(double sum) {
    long now = Math.round(sum);
    if (now < settings.minimum()) {
      interrupted();
      return false;
    }
    if (now == last) {
      run++;
    } else {
      varied |= last != 0;
      run = 1;
      last = now;
    }
    return varied && run >= settings.windows();
  }

  /** Whether the last two windows were the same. */
  boolean isRunning() {
    return run > 1;
  }

  void interrupted() {
    run = 0;
    last = 0;
  }
}
