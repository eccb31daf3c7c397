package org.postern.agent;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import org.postern.finding.BoardHolder;
import org.postern.finding.Transition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells receivers of transitions, by traps ({@link TrapLane}) or informs ({@link InformQueue}). Who
 * publishes a board is never blocked: transitions wait in a bounded queue for the one thread that
 * sends, and what finds the queue full is counted as suppressed.
 */
public final class NotificationSender implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(NotificationSender.class);
  private static final Duration LAST_WORDS = Duration.ofSeconds(5);

  private final NotificationSettings settings;
  private final BoardHolder boards;
  private final ScheduledExecutorService executor;
  private final NotificationPort port;
  private final NotificationCounts counts = new NotificationCounts();
  private final List<TrapLane> traps = new ArrayList<>();
  private final List<InformQueue> informs = new ArrayList<>();
  private final List<ScheduledFuture<?>> timers = new CopyOnWriteArrayList<>();
  private final AtomicInteger waiting = new AtomicInteger();
  private final AtomicLong overflowed = new AtomicLong();
  private final AtomicBoolean pumpDue = new AtomicBoolean();
  private final AtomicBoolean failureDue = new AtomicBoolean();

  private NotificationSender(
      NotificationSettings settings,
      BoardHolder boards,
      InformJournal journal,
      Clock clock,
      ScheduledExecutorService executor,
      NotificationPort port) {
    this.settings = settings;
    this.boards = boards;
    this.executor = executor;
    this.port = port;
    for (Receiver receiver : settings.receivers()) {
      Outlet outlet = new Outlet(receiver, settings, port, boards, counts, clock);
      if (receiver.inform()) {
        informs.add(new InformQueue(outlet, journal));
      } else {
        traps.add(new TrapLane(outlet));
      }
    }
  }

  /**
   * Sends coldStart or warmStart to every receiver and listens to {@code boards} from now on.
   *
   * @param upTime sysUpTime in hundredths of a second: {@link PosternAgent#upTime}
   * @param executor has one thread, used for nothing else; shut down by {@link #close}
   * @throws IOException if the source address cannot be bound
   */
  public static NotificationSender start(
      NotificationSettings settings,
      BoardHolder boards,
      InformJournal journal,
      LongSupplier upTime,
      Clock clock,
      ScheduledExecutorService executor)
      throws IOException {
    NotificationPort port = new NotificationPort(settings, upTime, executor);
    NotificationSender sender =
        new NotificationSender(settings, boards, journal, clock, executor, port);
    executor.execute(
        sender.guarded(
            () ->
                sender.everyone(
                    settings.warm() ? Announcement.WARM_START : Announcement.COLD_START)));
    sender.every(Duration.ofSeconds(1), sender::everySecond);
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
        counts.failed();
        LOG.error("notifications: a task failed", e);
      }
    };
  }

  private void accept(Transition transition) {
    if (!traps.isEmpty()) {
      if (waiting.incrementAndGet() > settings.queueLimit()) {
        waiting.decrementAndGet();
        overflowed.incrementAndGet();
      } else if (!execute(
          () -> {
            waiting.decrementAndGet();
            traps.forEach(lane -> lane.tell(transition));
          })) {
        waiting.decrementAndGet();
        LOG.warn("notifications: transition {} came after the end", transition.sequence());
      }
    }
    // The log has the transition; the queues only have to look.
    if (!informs.isEmpty() && pumpDue.compareAndSet(false, true)) {
      boolean unusedAccepted =
          execute(
              () -> {
                pumpDue.set(false);
                informs.forEach(InformQueue::pump);
              });
    }
  }

  /**
   * Tells receivers that a message was not properly authenticated, at most once a second; returns
   * at once.
   */
  public void authenticationFailure() {
    failureDue.set(true);
  }

  private boolean execute(Runnable task) {
    try {
      executor.execute(guarded(task));
      return true;
    } catch (RejectedExecutionException e) {
      return false;
    }
  }

  private void everyone(Announcement announcement) {
    traps.forEach(lane -> lane.send(announcement));
    informs.forEach(queue -> queue.first(announcement));
  }

  /** Sends posternHeartbeat to every receiver; on the sender's thread. */
  void heartbeat() {
    everyone(Notification.heartbeat(boards.current()).announcement(settings.arcOid()));
  }

  /** Tells receivers what they did not get, and tries silent ones again; on the sender's thread. */
  void everySecond() {
    if (failureDue.getAndSet(false)) {
      everyone(Announcement.AUTHENTICATION_FAILURE);
    }
    long lost = overflowed.getAndSet(0);
    for (TrapLane lane : traps) {
      if (lost > 0) {
        lane.lost(lost);
      }
      lane.reportSuppressed();
    }
    informs.forEach(InformQueue::pump);
  }

  /**
   * Sends posternHeartbeat to one receiver now, before all that waits for it.
   *
   * @param name of the receiver
   * @return completes when it is sent or, for an inform, confirmed or given up; empty if there is
   *     no such receiver
   */
  public Optional<CompletionStage<ReceiverTest>> test(String name) {
    Optional<Receiver> found =
        settings.receivers().stream().filter(each -> each.name().equals(name)).findFirst();
    return found.map(
        receiver -> {
          CompletableFuture<ReceiverTest> result = new CompletableFuture<>();
          if (!execute(() -> test(receiver, result))) {
            result.complete(ReceiverTest.NOT_SENT);
          }
          return result;
        });
  }

  private void test(Receiver receiver, CompletableFuture<ReceiverTest> result) {
    Announcement heartbeat =
        Notification.heartbeat(boards.current()).announcement(settings.arcOid());
    try {
      if (receiver.inform()) {
        port.inform(
            receiver,
            heartbeat,
            confirmed ->
                result.complete(confirmed ? ReceiverTest.CONFIRMED : ReceiverTest.NOT_CONFIRMED));
      } else {
        port.trap(receiver, heartbeat);
        result.complete(ReceiverTest.SENT);
      }
    } catch (IOException | RuntimeException e) {
      LOG.warn("receiver {}: notification not sent: {}", receiver.name(), e.toString());
      result.complete(ReceiverTest.NOT_SENT);
    }
  }

  /** Counts since the start; safe from any thread. */
  public NotificationStatistics statistics() {
    return counts.now();
  }

  /**
   * Sends what waits and lets receivers confirm, both within five seconds, then closes the socket.
   * What is not confirmed by then is told after the next start.
   */
  @Override
  public void close() {
    timers.forEach(timer -> timer.cancel(false));
    boolean unusedAccepted = execute(() -> informs.forEach(InformQueue::pump));
    try {
      for (InformQueue queue : informs) {
        if (!queue.awaitQuiet(LAST_WORDS)) {
          LOG.info("notifications: a receiver still has informs to get; they are kept");
        }
      }
      executor.shutdown();
      if (!executor.awaitTermination(LAST_WORDS.toSeconds(), TimeUnit.SECONDS)) {
        LOG.warn("notifications: {} were still waiting at the end", waiting.get());
        executor.shutdownNow();
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
}
