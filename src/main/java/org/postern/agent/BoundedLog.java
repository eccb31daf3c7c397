package org.postern.agent;

import java.net.InetAddress;
import java.time.Duration;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A line of the log that anybody on the network can cause, written at most once a minute with how
 * often it would have been; thread-safe.
 */
final class BoundedLog {
  private static final Logger LOG = LoggerFactory.getLogger(BoundedLog.class);
  private static final long QUIET_NANOS = Duration.ofMinutes(1).toNanos();

  private final String what;
  private final LongSupplier nanos;
  private long untold;
  private long lastTold;

  /**
   * @param what happened, in the plural
   * @param nanos a clock that never goes back, such as {@link System#nanoTime}
   */
  BoundedLog(String what, LongSupplier nanos) {
    this.what = what;
    this.nanos = nanos;
    this.lastTold = nanos.getAsLong() - QUIET_NANOS;
  }

  void tell(InetAddress source, String why) {
    long count = due();
    if (count > 0) {
      LOG.warn("agent: {}: {}, the last from {}: {}", what, count, source.getHostAddress(), why);
    }
  }

  /** A defect, with its stack trace. */
  void tell(InetAddress source, RuntimeException defect) {
    long count = due();
    if (count > 0) {
      LOG.error("agent: {}: {}, the last from {}", what, count, source.getHostAddress(), defect);
    }
  }

  /** How many there are to tell of now, or 0 if it is too early. */
  private synchronized long due() {
    untold++;
    long now = nanos.getAsLong();
    if (now - lastTold < QUIET_NANOS) {
      return 0;
    }
    long count = untold;
    untold = 0;
    lastTold = now;
    return count;
  }
}
