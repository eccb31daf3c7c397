package org.postern.poll;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.postern.acl.DecidingEntry;
import org.postern.acl.PortVerdict;
import org.postern.finding.PortAssessment;

/**
 * What is kept of a crossing and port from poll to poll: since when its verdict is what it is, what
 * is said of it, and hits that only ever grow, whichever entries decide now. Confined to the
 * device.
 */
final class PortMemory {
  private final int crossingIndex;
  private @Nullable PortVerdict verdict;
  private String decidingText = "";
  private Instant since = Instant.EPOCH;
  private long permitHits;
  private long denyHits;

  PortMemory(int crossingIndex) {
    this.crossingIndex = crossingIndex;
  }

  /** Takes in a poll. A verdict stands for long: what is said of it is put together once. */
  void take(PortAssessment port, Instant now) {
    PortVerdict told = port.verdict();
    PortVerdict before = verdict;
    if (before == null || before.verdict() != told.verdict()) {
      since = now;
    }
    if (!told.equals(before)) {
      decidingText = text(told);
    }
    verdict = told;
    permitHits += port.permitHits().count();
    denyHits += port.denyHits().count();
  }

  int crossingIndex() {
    return crossingIndex;
  }

  String decidingText() {
    return decidingText;
  }

  /** When the verdict became what it is. */
  Instant since() {
    return since;
  }

  long permitHits() {
    return permitHits;
  }

  long denyHits() {
    return denyHits;
  }

  private static String text(PortVerdict verdict) {
    List<DecidingEntry> deciding = verdict.deciding();
    if (deciding.isEmpty()) {
      return verdict.reasons().isEmpty() ? "" : verdict.reasons().get(0);
    }
    DecidingEntry first = deciding.get(0);
    String entry =
        first.entryId().equals(DecidingEntry.IMPLICIT)
            ? "implicit " + first.action().name().toLowerCase(Locale.ROOT)
            : "entry " + first.entryId();
    String more = deciding.size() == 1 ? "" : " and " + (deciding.size() - 1) + " more";
    return entry + " of " + first.list() + more + ": " + first.text();
  }
}
