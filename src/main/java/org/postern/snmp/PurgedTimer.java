package org.postern.snmp;

import java.util.Date;
import java.util.Timer;
import java.util.TimerTask;
import org.snmp4j.util.CommonTimer;

/**
 * The timer of a session's timeouts. A {@link Timer} keeps a cancelled task until its time comes:
 * of ten thousand requests a second, answered within a millisecond, those of the last two seconds.
 * This one lets go of them a few times a second. Thread-safe.
 */
final class PurgedTimer implements CommonTimer {
  private static final long PURGE_MILLIS = 200;

  private final Timer timer = new Timer("snmp-timeouts", true);

  PurgedTimer() {
    timer.schedule(
        new TimerTask() {
          @Override
          public void run() {
            int unused = timer.purge();
          }
        },
        PURGE_MILLIS,
        PURGE_MILLIS);
  }

  @Override
  public void schedule(TimerTask task, long delay) {
    timer.schedule(task, delay);
  }

  @Override
  public void schedule(TimerTask task, Date firstTime, long period) {
    timer.schedule(task, firstTime, period);
  }

  @Override
  public void schedule(TimerTask task, long delay, long period) {
    timer.schedule(task, delay, period);
  }

  @Override
  public void cancel() {
    timer.cancel();
  }
}
