package org.postern.agent;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.postern.finding.BoardHolder;
import org.postern.finding.Transition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells one receiver by informs, one at a time and in order: the next goes out when the one before
 * is confirmed, which is all the rate limit it takes. While the receiver is silent everything waits
 * in the log of transitions, over restarts too; only what is beyond {@link
 * NotificationSettings#queueLimit} is told as a sum. Confined to the sender's thread, but for
 * {@link #awaitQuiet}.
 */
final class InformQueue {
  private static final Logger LOG = LoggerFactory.getLogger(InformQueue.class);
  private static final int BATCH = 100;
  private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
  private static final Duration LONGEST_PAUSE = Duration.ofMinutes(1);

  private final Receiver receiver;
  private final NotificationSettings settings;
  private final NotificationPort port;
  private final BoardHolder boards;
  private final InformJournal journal;
  private final NotificationCounts counts;
  private final Clock clock;

  /** What is about no transition, and goes first. */
  private final Deque<Announcement> urgent = new ArrayDeque<>();

  private final Deque<Transition> batch = new ArrayDeque<>();
  private final Suppression suppression = new Suppression();

  /** The last sequence number that is done with. */
  private long position;

  private boolean awaiting;
  private Duration pause = Duration.ZERO;
  private Instant notBefore = Instant.MIN;
  private final Object lock = new Object();

  /** Whether nothing is to be sent now; guarded by {@code lock}. */
  private boolean quiet;

  InformQueue(
      Receiver receiver,
      NotificationSettings settings,
      NotificationPort port,
      BoardHolder boards,
      InformJournal journal,
      NotificationCounts counts,
      Clock clock) {
    this.receiver = receiver;
    this.settings = settings;
    this.port = port;
    this.boards = boards;
    this.journal = journal;
    this.counts = counts;
    this.clock = clock;
    long last = journal.last();
    if (journal.confirmed(receiver.name()).isEmpty()) {
      // A new receiver is not told what was before it.
      journal.confirm(receiver.name(), last);
    }
    // A restored store counts on from an older number.
    position = Math.min(journal.confirmed(receiver.name()).orElse(last), last);
  }

  /** Puts something in front of all transitions; not twice. */
  void first(Announcement announcement) {
    if (receiver.maySee(announcement)
        && urgent.stream().noneMatch(waits -> waits.type().equals(announcement.type()))) {
      urgent.add(announcement);
    }
    pump();
  }

  /** Sends the next if nothing is awaited. */
  void pump() {
    if (awaiting) {
      return;
    }
    boolean sending = false;
    if (!clock.instant().isBefore(notBefore)) {
      try {
        sending = sendNext();
      } catch (RuntimeException e) {
        counts.failed();
        backOff("cannot be told: " + e);
      }
    }
    synchronized (lock) {
      quiet = !sending;
      lock.notifyAll();
    }
  }

  private boolean sendNext() {
    skipWhatIsTooMuch();
    Optional<Transition> next = urgent.isEmpty() ? next() : Optional.empty();
    if (!suppression.isEmpty()) {
      Suppression.Summary summary = suppression.take();
      counts.suppressed(summary.count());
      LOG.warn("receiver {}: {} notifications suppressed", receiver.name(), summary.count());
      urgent.add(
          Notification.suppressed(summary, boards.current()).announcement(settings.arcOid()));
    }
    Announcement front = urgent.peek();
    if (front != null) {
      return send(front, () -> urgent.remove(front));
    }
    if (next.isEmpty()) {
      return false;
    }
    Transition transition = next.get();
    return send(
        Notification.of(transition, boards.current()).announcement(settings.arcOid()),
        () -> {
          position = transition.sequence();
          journal.confirm(receiver.name(), position);
        });
  }

  private void skipWhatIsTooMuch() {
    long owed = journal.last() - position;
    if (owed > settings.queueLimit()) {
      position += owed - settings.queueLimit();
      batch.clear();
      suppression.add(owed - settings.queueLimit());
    }
  }

  /** The next transition that the receiver wants; what it does not is done with. */
  private Optional<Transition> next() {
    while (true) {
      if (batch.isEmpty()) {
        batch.addAll(journal.after(position, BATCH));
      }
      Transition first = batch.peek();
      if (first == null) {
        return Optional.empty();
      }
      if (first.sequence() > position + 1) {
        // The log does not reach back that far.
        suppression.add(first.sequence() - 1 - position);
        position = first.sequence() - 1;
      }
      if (first.sequence() > position
          && receiver.wants(first.finding())
          && receiver.maySee(
              Notification.of(first, boards.current()).announcement(settings.arcOid()))) {
        return Optional.of(first);
      }
      position = Math.max(position, first.sequence());
      batch.remove();
    }
  }

  private boolean send(Announcement announcement, Runnable confirmed) {
    if (pause.isZero()) {
      counts.sent();
    }
    try {
      awaiting = true;
      port.inform(receiver, announcement, answered -> answered(answered, confirmed));
      return true;
    } catch (IOException e) {
      awaiting = false;
      counts.failed();
      backOff("cannot be reached: " + e.getMessage());
      return false;
    }
  }

  private void answered(boolean confirmedIt, Runnable confirmed) {
    awaiting = false;
    if (confirmedIt) {
      if (!pause.isZero()) {
        LOG.info("receiver {}: confirms again", receiver.name());
      }
      pause = Duration.ZERO;
      confirmed.run();
    } else {
      counts.unacknowledged();
      backOff("did not confirm an inform; what there is to tell waits");
    }
    pump();
  }

  private void backOff(String why) {
    if (pause.isZero()) {
      LOG.warn("receiver {}: {}", receiver.name(), why);
      pause = FIRST_PAUSE;
    } else {
      pause =
          pause.compareTo(LONGEST_PAUSE.dividedBy(2)) > 0 ? LONGEST_PAUSE : pause.multipliedBy(2);
    }
    notBefore = clock.instant().plus(pause);
  }

  /** Waits until there is nothing to be sent now; false if that takes longer. On any thread. */
  boolean awaitQuiet(Duration longest) throws InterruptedException {
    long end = System.nanoTime() + longest.toNanos();
    synchronized (lock) {
      long left = end - System.nanoTime();
      while (!quiet && left > 0) {
        TimeUnit.NANOSECONDS.timedWait(lock, left);
        left = end - System.nanoTime();
      }
      return quiet;
    }
  }
}
