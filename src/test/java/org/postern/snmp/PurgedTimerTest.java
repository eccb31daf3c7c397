package org.postern.snmp;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.TimerTask;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

class PurgedTimerTest {
  private final PurgedTimer timer = new PurgedTimer();
  private final CountDownLatch ran = new CountDownLatch(2);

  private static TimerTask task(Runnable work) {
    return new TimerTask() {
      @Override
      public void run() {
        work.run();
      }
    };
  }

  @Test
  void runsWhatIsDueUnlessItWasCancelled() throws InterruptedException {
    AtomicBoolean cancelledRan = new AtomicBoolean();
    TimerTask cancelled = task(() -> cancelledRan.set(true));
    timer.schedule(cancelled, 300);
    cancelled.cancel();
    timer.schedule(task(ran::countDown), 1);
    timer.schedule(task(ran::countDown), 600); // after a purge
    assertThat(ran.await(30, TimeUnit.SECONDS)).isTrue();
    assertThat(cancelledRan).isFalse();
    timer.cancel();
  }

  @Test
  void runsAgainAndAgain() throws InterruptedException {
    timer.schedule(task(ran::countDown), 1, 5);
    assertThat(ran.await(30, TimeUnit.SECONDS)).isTrue();
    timer.cancel();
  }
}
