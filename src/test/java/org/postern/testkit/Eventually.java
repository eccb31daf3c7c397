package org.postern.testkit;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** Waits for something another process does, looking again and again, for a bounded time. */
public final class Eventually {
  private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

  private Eventually() {}

  /**
   * Waits until {@code condition} holds.
   *
   * @param otherwise says what is the case instead, for the failure
   */
  public static void holds(
      String what, Duration atMost, BooleanSupplier condition, Supplier<String> otherwise) {
    long end = System.nanoTime() + atMost.toNanos();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > end) {
        throw new AssertionError(
            what + ": not within " + atMost.toSeconds() + " s; instead: " + otherwise.get());
      }
      LockSupport.parkNanos(PAUSE_NANOS);
    }
  }
}
