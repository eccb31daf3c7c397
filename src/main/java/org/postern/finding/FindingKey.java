package org.postern.finding;

import org.postern.acl.MailPort;

/** Names the same trouble over polls and restarts. */
public record FindingKey(FindingKind kind, Subject subject) {
  /** The key as one stable text: what the store keeps. */
  public String text() {
    return kind.label()
        + "|"
        + subject.device()
        + "|"
        + subject.object()
        + "|"
        + subject.port().map(MailPort::serviceName).orElse("");
  }
}
