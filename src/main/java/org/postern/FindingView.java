package org.postern;

import java.util.Optional;
import org.postern.acl.MailPort;
import org.postern.finding.Finding;

/** A finding as the command line shows it; also its JSON. */
record FindingView(
    long number,
    String kind,
    String severity,
    String state,
    String device,
    String object,
    Optional<Integer> port,
    String crossing,
    String entry,
    String observed,
    String expected,
    String text,
    String quality,
    String firstSeen,
    String lastSeen,
    int occurrences,
    Optional<String> shelvedUntil,
    String note,
    Optional<Long> cause) {
  static FindingView of(Finding finding) {
    return new FindingView(
        finding.number(),
        finding.key().kind().label(),
        finding.severity().label(),
        finding.state().label(),
        finding.key().subject().device(),
        finding.key().subject().object(),
        finding.key().subject().port().map(MailPort::number),
        finding.evidence().crossing(),
        finding.evidence().entry(),
        finding.evidence().observed(),
        finding.evidence().expected(),
        finding.evidence().text(),
        finding.evidence().quality().label(),
        finding.firstSeen().toString(),
        finding.lastSeen().toString(),
        finding.occurrences(),
        finding.shelvedUntil().map(Object::toString),
        finding.note(),
        finding.evidence().cause().stream().boxed().findFirst());
  }
}
