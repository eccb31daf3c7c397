package org.postern.finding;

import java.time.Duration;
import org.postern.counter.Quality;

/** What a book of findings says and compares in words. */
final class FindingWords {
  private FindingWords() {}

  /** Whether other words about the same trouble are news, or just a count that grew. */
  static boolean areNews(FindingKind kind) {
    return switch (kind) {
      case ACL_CHANGED,
          PERMIT_WIDENED,
          EXPECTED_DENY,
          EXPECTED_PERMIT,
          DEVICE_UNREACHABLE,
          MONITOR_BLIND,
          RULE_SHADOWED,
          ENTRY_UNUSED,
          ENGINE_IDENTITY ->
          true;
      case DENY_SPIKE,
          PERMIT_HITS_ZERO,
          TRAFFIC_SPIKE,
          TRAFFIC_DROP,
          FLATLINE,
          CLEARTEXT_SHARE_RISING,
          COUNTER_DISCONTINUITY,
          UTILISATION_HIGH,
          ERRORS_HIGH,
          DISCARDS_HIGH ->
          false;
    };
  }

  static boolean areSame(Evidence one, Evidence two) {
    return one.observed().equals(two.observed())
        && one.expected().equals(two.expected())
        && one.entry().equals(two.entry());
  }

  /** The evidence of a finding that turned so often in that window. */
  static Evidence flapping(Evidence evidence, int turns, Duration window) {
    String text =
        "flapping, "
            + turns
            + " raises and clears in "
            + window.toMinutes()
            + " min: "
            + evidence.text();
    return evidence.inWords(EvidenceText.line(text));
  }

  static Evidence ended(Finding finding, String why) {
    Evidence last = finding.evidence();
    return EvidenceText.of(
        last.crossing(),
        last.entry(),
        why,
        last.expected(),
        finding.key().kind().label() + " of " + subject(finding) + " " + why,
        Quality.UNAVAILABLE);
  }

  private static String subject(Finding finding) {
    Subject subject = finding.key().subject();
    return subject.object().isEmpty()
        ? subject.device()
        : subject.device() + " " + subject.object();
  }

  /** An operator's note as one line that fits a MIB object and a log; other letters stay. */
  static String note(String words) {
    StringBuilder line = new StringBuilder();
    words
        .strip()
        .codePoints()
        .map(c -> Character.isISOControl(c) || isLineEnd(c) ? ' ' : c)
        .limit(EvidenceText.MAX)
        .forEach(line::appendCodePoint);
    return line.toString();
  }

  private static boolean isLineEnd(int codePoint) {
    return codePoint == 0x2028 || codePoint == 0x2029;
  }
}
