package org.postern.agent;

import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import org.postern.finding.BoardHolder;
import org.postern.finding.FindingKind;
import org.postern.finding.Transition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells one receiver by traps, which nobody confirms: at most so many in a time, all together and
 * of each kind, so that a storm of one kind leaves room for the others. The rest is told as a sum.
 * Confined to the sender's thread.
 */
final class TrapLane {
  private static final Logger LOG = LoggerFactory.getLogger(TrapLane.class);

  private final Receiver receiver;
  private final NotificationSettings settings;
  private final NotificationPort port;
  private final BoardHolder boards;
  private final NotificationCounts counts;
  private final Clock clock;
  private final RateLimit total;
  private final Map<FindingKind, RateLimit> kinds = new EnumMap<>(FindingKind.class);
  private final Suppression suppression = new Suppression();

  TrapLane(
      Receiver receiver,
      NotificationSettings settings,
      NotificationPort port,
      BoardHolder boards,
      NotificationCounts counts,
      Clock clock) {
    this.receiver = receiver;
    this.settings = settings;
    this.port = port;
    this.boards = boards;
    this.counts = counts;
    this.clock = clock;
    this.total = new RateLimit(settings.burst(), settings.period(), clock.instant());
  }

  void tell(Transition transition) {
    if (!receiver.wants(transition.finding())) {
      return;
    }
    Instant now = clock.instant();
    RateLimit kind =
        kinds.computeIfAbsent(
            transition.finding().key().kind(),
            any -> new RateLimit(settings.kindBurst(), settings.period(), now));
    if (total.hasRoom(now) && kind.hasRoom(now)) {
      total.take();
      kind.take();
      send(Notification.of(transition, boards.current()).announcement(settings.arcOid()));
    } else {
      suppression.add(transition);
      counts.suppressed(1);
    }
  }

  /** Of these nothing but their number is known. */
  void lost(long count) {
    suppression.add(count);
    counts.suppressed(count);
  }

  /** Tells what was not told, if there is room for that. */
  void reportSuppressed() {
    if (suppression.isEmpty() || !total.hasRoom(clock.instant())) {
      return;
    }
    total.take();
    Suppression.Summary summary = suppression.take();
    LOG.warn("receiver {}: {} notifications suppressed", receiver.name(), summary.count());
    send(Notification.suppressed(summary, boards.current()).announcement(settings.arcOid()));
  }

  void send(Announcement announcement) {
    if (!receiver.maySee(announcement)) {
      return;
    }
    try {
      port.trap(receiver, announcement);
      counts.sent();
    } catch (IOException | RuntimeException e) {
      // One receiver's trouble must not keep the others from being told.
      counts.failed();
      LOG.warn("receiver {}: notification not sent: {}", receiver.name(), e.toString());
    }
  }
}
