package org.postern.agent;

import java.util.concurrent.atomic.AtomicLong;

/** Counts what becomes of notifications; thread-safe. */
final class NotificationCounts {
  private final AtomicLong sent = new AtomicLong();
  private final AtomicLong suppressed = new AtomicLong();
  private final AtomicLong unacknowledged = new AtomicLong();
  private final AtomicLong failed = new AtomicLong();

  void sent() {
    sent.incrementAndGet();
  }

  void suppressed(long count) {
    suppressed.addAndGet(count);
  }

  void unacknowledged() {
    unacknowledged.incrementAndGet();
  }

  void failed() {
    failed.incrementAndGet();
  }

  NotificationStatistics now() {
    return new NotificationStatistics(
        sent.get(), suppressed.get(), unacknowledged.get(), failed.get());
  }
}
