package org.postern.poll;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.postern.acl.Verdict;
import org.postern.finding.WindowHits;

/**
 * What is kept of each crossing and port from poll to poll: since when its verdict is what it is,
 * and hits that only ever grow, whichever entries decide now. Confined to the device.
 */
final class PortTotals {
  private final Map<PortKey, Total> totals = new HashMap<>();

  /** The state of one crossing and port after a poll. */
  record Total(Verdict verdict, Instant since, long permitHits, long denyHits) {}

  Total add(PortKey key, Verdict verdict, WindowHits permitted, WindowHits denied, Instant now) {
    return totals.merge(
        key,
        new Total(verdict, now, permitted.count(), denied.count()),
        (before, fresh) ->
            new Total(
                verdict,
                before.verdict() == verdict ? before.since() : now,
                before.permitHits() + fresh.permitHits(),
                before.denyHits() + fresh.denyHits()));
  }
}
