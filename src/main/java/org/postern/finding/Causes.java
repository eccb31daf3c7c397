package org.postern.finding;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Names the finding that probably caused another: what follows soon after an access list of the
 * device changed is likely due to that.
 */
final class Causes {
  private static final Duration SOON = Duration.ofHours(1);

  private Causes() {}

  /**
   * The newest finding that explains one of this key.
   *
   * @param raised when the finding to explain was first seen
   * @param known findings of its device, active or cleared not long ago
   */
  static Optional<Finding> of(FindingKey key, Instant raised, Collection<Finding> known) {
    return known.stream()
        .filter(each -> explains(each.key().kind(), key.kind()))
        .filter(each -> !each.firstSeen().isAfter(raised))
        .filter(each -> each.firstSeen().isAfter(raised.minus(SOON)))
        .max(Comparator.comparing(Finding::firstSeen).thenComparing(Finding::number));
  }

  private static boolean explains(FindingKind cause, FindingKind effect) {
    return switch (effect) {
      case PERMIT_WIDENED,
          EXPECTED_DENY,
          EXPECTED_PERMIT,
          DENY_SPIKE,
          PERMIT_HITS_ZERO,
          RULE_SHADOWED,
          TRAFFIC_SPIKE,
          TRAFFIC_DROP,
          CLEARTEXT_SHARE_RISING ->
          cause == FindingKind.ACL_CHANGED;
      case ACL_CHANGED,
          DEVICE_UNREACHABLE,
          MONITOR_BLIND,
          ENTRY_UNUSED,
          FLATLINE,
          COUNTER_DISCONTINUITY,
          UTILISATION_HIGH,
          ERRORS_HIGH,
          DISCARDS_HIGH,
          ENGINE_IDENTITY ->
          false;
    };
  }

  /** The evidence, with the number of what probably caused it at its end. */
  static Evidence told(Evidence evidence, Finding cause) {
    String words =
        "; probably due to finding " + cause.number() + " (" + cause.key().kind().label() + ")";
    String text = evidence.text();
    int room = EvidenceText.MAX - words.length();
    return evidence
        .inWords((text.length() > room ? text.substring(0, room) : text) + words)
        .causedBy(OptionalLong.of(cause.number()));
  }
}
