package org.postern.agent;

import java.time.Clock;
import org.postern.finding.BoardHolder;
import org.postern.finding.Transition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What it takes to tell one receiver, by traps or informs.
 *
 * @param counts of all receivers
 */
record Outlet(
    Receiver receiver,
    NotificationSettings settings,
    NotificationPort port,
    BoardHolder boards,
    NotificationCounts counts,
    Clock clock) {
  private static final Logger LOG = LoggerFactory.getLogger(Outlet.class);

  /** A transition in words of the MIB. */
  Announcement announcement(Transition transition) {
    return Notification.of(transition, boards.current()).announcement(settings.arcOid());
  }

  /** What was suppressed so far, as a sum; it is not told again. */
  Announcement sum(Suppression suppression) {
    Suppression.Summary summary = suppression.take();
    LOG.warn("receiver {}: {} notifications suppressed", receiver.name(), summary.count());
    return Notification.suppressed(summary, boards.current()).announcement(settings.arcOid());
  }
}
