package org.postern.agent;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
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

  private final Outlet outlet;
  private final InformJournal journal;

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

  InformQueue(Outlet outlet, InformJournal journal) {
    this.outlet = outlet;
    this.journal = journal;
    long last = journal.last();
    if (journal.confirmed(outlet.receiver().name()).isEmpty()) {
      // A new receiver is not told what was before it.
      journal.confirm(outlet.receiver().name(), last);
    }
    // A restored store counts on from an older number.
    position = Math.min(journal.confirmed(outlet.receiver().name()).orElse(last), last);
  }

  /** Puts something in front of all transitions; not twice. */
  void first(Announcement announcement) {
    if (outlet.receiver().maySee(announcement)
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
    if (!outlet.clock().instant().isBefore(notBefore)) {
      try {
        sending = sendNext();
      } catch (RuntimeException e) {
        outlet.counts().failed();
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
      urgent.add(outlet.sum(suppression));
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
        outlet.announcement(transition),
        () -> {
          position = transition.sequence();
          journal.confirm(outlet.receiver().name(), position);
        });
  }

  private void skipWhatIsTooMuch() {
    long owed = journal.last() - position;
    if (owed > outlet.settings().queueLimit()) {
      position += owed - outlet.settings().queueLimit();
      batch.clear();
      suppress(owed - outlet.settings().queueLimit());
    }
  }

  private void suppress(long count) {
    suppression.add(count);
    outlet.counts().suppressed(count);
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
        suppress(first.sequence() - 1 - position);
        position = first.sequence() - 1;
      }
      if (first.sequence() > position
          && outlet.receiver().wants(first.finding())
          && outlet.receiver().maySee(outlet.announcement(first))) {
        return Optional.of(first);
      }
      position = Math.max(position, first.sequence());
      batch.remove();
    }
  }

  private boolean send(Announcement announcement, Runnable confirmed) {
    if (pause.isZero()) {
      outlet.counts().sent();
    }
    try {
      awaiting = true;
      outlet
          .port()
          .inform(outlet.receiver(), announcement, answered -> answered(answered, confirmed));
      return true;
    } catch (IOException e) {
      awaiting = false;
      outlet.counts().failed();
      backOff("cannot be reached: " + e.getMessage());
      return false;
    }
  }

  private void answered(boolean confirmedIt, Runnable confirmed) {
    awaiting = false;
    if (confirmedIt) {
      if (!pause.isZero()) {
        LOG.info("receiver {}: confirms again", outlet.receiver().name());
      }
      pause = Duration.ZERO;
      confirmed.run();
    } else {
      outlet.counts().unacknowledged();
      backOff("did not confirm an inform; what there is to tell waits");
    }
    pump();
  }

  private void backOff(String why) {
    if (pause.isZero()) {
      LOG.warn("receiver {}: {}", outlet.receiver().name(), why);
      pause = FIRST_PAUSE;
    } else {
      pause =
          pause.compareTo(LONGEST_PAUSE.dividedBy(2)) > 0 ? LONGEST_PAUSE : pause.multipliedBy(2);
    }
    notBefore = outlet.clock().instant().plus(pause);
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
