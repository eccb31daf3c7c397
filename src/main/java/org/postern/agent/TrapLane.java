package org.postern.agent;

import java.io.IOException;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
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

  private final Outlet outlet;
  private final RateLimit total;
  private final Map<FindingKind, RateLimit> kinds = new EnumMap<>(FindingKind.class);
  private final Suppression suppression = new Suppression();

  TrapLane(Outlet outlet) {
    this.outlet = outlet;
    this.total = limit(outlet.settings().burst());
  }

  private RateLimit limit(int burst) {
    return new RateLimit(burst, outlet.settings().period(), outlet.clock().instant());
  }

  void tell(Transition transition) {
    if (!outlet.receiver().wants(transition.finding())) {
      return;
    }
    Instant now = outlet.clock().instant();
    RateLimit kind =
        kinds.computeIfAbsent(
            transition.finding().key().kind(), any -> limit(outlet.settings().kindBurst()));
    if (total.hasRoom(now) && kind.hasRoom(now)) {
      total.take();
      kind.take();
      send(outlet.announcement(transition));
    } else {
      suppression.add(transition);
      outlet.counts().suppressed(1);
    }
  }

  /** Of these nothing but their number is known. */
  void lost(long count) {
    suppression.add(count);
    outlet.counts().suppressed(count);
  }

  /** Tells what was not told, if there is room for that. */
  void reportSuppressed() {
    if (suppression.isEmpty() || !total.hasRoom(outlet.clock().instant())) {
      return;
    }
    total.take();
    send(outlet.sum(suppression));
  }

  void send(Announcement announcement) {
    if (!outlet.receiver().maySee(announcement)) {
      return;
    }
    try {
      outlet.port().trap(outlet.receiver(), announcement);
      outlet.counts().sent();
    } catch (IOException | RuntimeException e) {
      // One receiver's trouble must not keep the others from being told.
      outlet.counts().failed();
      LOG.warn("receiver {}: notification not sent: {}", outlet.receiver().name(), e.toString());
    }
  }
}
