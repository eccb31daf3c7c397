package org.postern.agent;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import org.postern.finding.BoardHolder;
import org.postern.finding.Transition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells receivers of transitions. Who publishes a board is never blocked: transitions wait in a
 * bounded queue for the one thread that sends, and what finds the queue full is counted as
 * suppressed.
 */
public final class NotificationSender implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(NotificationSender.class);
  private static final long LAST_WORDS_SECONDS = 5;

  private final NotificationSettings settings;
  private final BoardHolder boards;
  private final Clock clock;
  private final ScheduledExecutorService executor;
  private final NotificationPort port;
  private final Map<Receiver, RateLimit> limits = new LinkedHashMap<>();
  private final List<ScheduledFuture<?>> timers = new CopyOnWriteArrayList<>();
  private final AtomicInteger waiting = new AtomicInteger();
  private final AtomicLong overflowed = new AtomicLong();
  private final AtomicLong sent = new AtomicLong();
  private final AtomicLong suppressed = new AtomicLong();
  private final AtomicLong failed = new AtomicLong();

  private NotificationSender(
      NotificationSettings settings,
      BoardHolder boards,
      Clock clock,
      ScheduledExecutorService executor,
      NotificationPort port) {
    this.settings = settings;
    this.boards = boards;
    this.clock = clock;
    this.executor = executor;
    this.port = port;
    for (Receiver receiver : settings.receivers()) {
      limits.put(receiver, new RateLimit(settings.burst(), settings.period(), clock.instant()));
    }
  }

  /**
   * Sends coldStart to every receiver and listens to {@code boards} from now on.
   *
   * @param upTime sysUpTime in hundredths of a second: {@link PosternAgent#upTime}
   * @param executor has one thread, used for nothing else; shut down by {@link #close}
   * @throws IOException if the source address cannot be bound
   */
  public static NotificationSender start(
      NotificationSettings settings,
      BoardHolder boards,
      LongSupplier upTime,
      Clock clock,
      ScheduledExecutorService executor)
      throws IOException {
    NotificationPort port = new NotificationPort(settings, upTime);
    NotificationSender sender = new NotificationSender(settings, boards, clock, executor, port);
    executor.execute(sender.guarded(sender::coldStart));
    sender.every(Duration.ofSeconds(1), sender::reportSuppressed);
    if (!settings.heartbeat().isZero()) {
      sender.every(settings.heartbeat(), sender::heartbeat);
    }
    boards.onTransition(sender::accept);
    LOG.info("notifications: receivers {}, from {}", settings.receivers(), settings.source());
    return sender;
  }

  private void every(Duration interval, Runnable task) {
    timers.add(
        executor.scheduleAtFixedRate(
            guarded(task), interval.toMillis(), interval.toMillis(), TimeUnit.MILLISECONDS));
  }

  /** A scheduler drops a task that throws, and does not say so. */
  private Runnable guarded(Runnable task) {
    return () -> {
      try {
        task.run();
      } catch (RuntimeException e) {
        failed.incrementAndGet();
        LOG.error("notifications: a task failed", e);
      }
    };
  }

  private void accept(Transition transition) {
    if (waiting.incrementAndGet() > settings.queueLimit()) {
      waiting.decrementAndGet();
      overflowed.incrementAndGet();
      return;
    }
    try {
      executor.execute(
          guarded(
              () -> {
                waiting.decrementAndGet();
                tell(transition);
              }));
    } catch (RejectedExecutionException e) {
      waiting.decrementAndGet();
      failed.addAndGet(limits.size());
      LOG.warn("notifications: transition {} came after the end", transition.sequence());
    }
  }

  private void tell(Transition transition) {
    Notification notification = Notification.of(transition, boards.current());
    limits.forEach(
        (receiver, limit) -> {
          if (receiver.wants(transition.finding())) {
            if (limit.admits(clock.instant())) {
              send(receiver, () -> port.send(receiver, notification));
            } else {
              suppressed.incrementAndGet();
            }
          }
        });
  }

  private void coldStart() {
    limits.keySet().forEach(receiver -> send(receiver, () -> port.coldStart(receiver)));
  }

  /** Sends posternHeartbeat to every receiver; on the sender's thread. */
  void heartbeat() {
    Notification notification = Notification.heartbeat(boards.current());
    limits.keySet().forEach(receiver -> send(receiver, () -> port.send(receiver, notification)));
  }

  /** Tells receivers what they did not get, if there is room for that; on the sender's thread. */
  void reportSuppressed() {
    long lost = overflowed.getAndSet(0);
    limits.forEach(
        (receiver, limit) -> {
          limit.countSuppressed(lost);
          suppressed.addAndGet(lost);
          long count = limit.takeSuppressed(clock.instant());
          if (count > 0) {
            LOG.warn("receiver {}: {} notifications suppressed", receiver.name(), count);
            Notification notification = Notification.suppressed(count, boards.current());
            send(receiver, () -> port.send(receiver, notification));
          }
        });
  }

  private void send(Receiver receiver, Sending sending) {
    try {
      sending.run();
      sent.incrementAndGet();
    } catch (IOException | RuntimeException e) {
      // One receiver's trouble must not keep the others from being told.
      failed.incrementAndGet();
      LOG.warn("receiver {}: notification not sent: {}", receiver.name(), e.toString());
    }
  }

  /** Counts since the start; safe from any thread. */
  public NotificationStatistics statistics() {
    return new NotificationStatistics(
        sent.get(), suppressed.get(), port.unacknowledged(), failed.get());
  }

  /**
   * Sends what waits and lets receivers confirm, each for at most five seconds, then closes the
   * socket.
   */
  @Override
  public void close() {
    timers.forEach(timer -> timer.cancel(false));
    executor.shutdown();
    try {
      if (!executor.awaitTermination(LAST_WORDS_SECONDS, TimeUnit.SECONDS)) {
        LOG.warn("notifications: {} were still waiting at the end", waiting.get());
        executor.shutdownNow();
      }
      if (!port.awaitConfirmations(Duration.ofSeconds(LAST_WORDS_SECONDS))) {
        LOG.warn("notifications: some informs were not confirmed before the end");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      executor.shutdownNow();
    }
    try {
      port.close();
    } catch (IOException e) {
      LOG.warn("notifications: socket not closed cleanly: {}", e.toString());
    }
  }

  @FunctionalInterface
  private interface Sending {
    void run() throws IOException;
  }
}
