package org.postern.finding;

import java.util.Optional;
import org.postern.acl.DecidingEntry;

/**
 * The subject of a finding about the hits of one entry at a crossing: its object is "untrusted>dmz
 * entry 20 of edge-in".
 */
final class EntrySubject {
  static final String ENTRY = " entry ";

  private EntrySubject() {}

  static Subject of(String device, PortAssessment port, DecidingEntry entry) {
    return Subject.of(
        device,
        port.crossing().name() + ENTRY + entry.entryId() + " of " + entry.list(),
        port.port());
  }

  /** Whether findings of this kind can be about one entry. */
  static boolean isPossible(FindingKind kind) {
    return kind == FindingKind.DENY_SPIKE || kind == FindingKind.PERMIT_HITS_ZERO;
  }

  /** "20 of edge-in"; empty if the finding is not about one entry. */
  static Optional<String> entry(FindingKey key) {
    int at = at(key);
    return at < 0
        ? Optional.empty()
        : Optional.of(key.subject().object().substring(at + ENTRY.length()));
  }

  /** The object without the entry. */
  static String crossing(FindingKey key) {
    int at = at(key);
    return at < 0 ? key.subject().object() : key.subject().object().substring(0, at);
  }

  private static int at(FindingKey key) {
    return isPossible(key.kind()) ? key.subject().object().indexOf(ENTRY) : -1;
  }
}
