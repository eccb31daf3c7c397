package org.postern.agent;

import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.postern.finding.FindingKind;
import org.postern.finding.Severity;
import org.postern.finding.Transition;

/** What a receiver was not told one by one, to be told as a sum. Confined to one thread. */
final class Suppression {
  private final Map<FindingKind, Long> kinds = new EnumMap<>(FindingKind.class);
  private long count;
  private Optional<Severity> worst = Optional.empty();

  /**
   * The sum.
   *
   * @param count at least 1
   * @param worst severity of what is known in detail
   * @param kinds how many of each, as text; empty if nothing is known in detail
   */
  record Summary(long count, Optional<Severity> worst, String kinds) {}

  void add(Transition transition) {
    count++;
    kinds.merge(transition.finding().key().kind(), 1L, Long::sum);
    Severity severity = transition.finding().severity();
    if (worst.isEmpty() || severity.isAtLeast(worst.get())) {
      worst = Optional.of(severity);
    }
  }

  /** Of these nothing more is known. */
  void add(long more) {
    count += more;
  }

  boolean isEmpty() {
    return count == 0;
  }

  /** The sum so far; begins anew. */
  Summary take() {
    String text =
        kinds.entrySet().stream()
            .map(entry -> entry.getKey().label() + " " + entry.getValue())
            .collect(Collectors.joining(", "));
    Summary summary = new Summary(count, worst, text);
    kinds.clear();
    count = 0;
    worst = Optional.empty();
    return summary;
  }
}
