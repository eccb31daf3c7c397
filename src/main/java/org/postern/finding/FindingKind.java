package org.postern.finding;

import java.util.Arrays;
import java.util.Optional;

/**
 * The kinds of trouble that are found today, each with the notification that announces it.
 *
 * <p>The number is the MIB's enumeration value and the notification's last sub-identifier; it is
 * never used again for another kind.
 */
public enum FindingKind {
  /** A1: the entries of an access list are not what they were. */
  ACL_CHANGED(1, "aclChanged", "posternAclChanged", Severity.WARNING),
  /** A2: flows to a mail port are permitted that were not before. */
  PERMIT_WIDENED(2, "permitWidened", "posternPermitWidened", Severity.MAJOR),
  /** A4, excess: a flow that should be denied is permitted. */
  EXPECTED_DENY(3, "expectedDeny", "posternExpectedDeny", Severity.MAJOR),
  /** A4, missing: a flow that should be permitted is denied. */
  EXPECTED_PERMIT(4, "expectedPermit", "posternExpectedPermit", Severity.CRITICAL),
  /** A14: no answer after all retries, several polls in a row. */
  DEVICE_UNREACHABLE(5, "deviceUnreachable", "posternDeviceUnreachable", Severity.MAJOR),
  /** A5: far more denied connections than usual. */
  DENY_SPIKE(6, "denySpike", "posternDenySpike", Severity.MAJOR),
  /** A6: an entry that is always hit is not hit any more. */
  PERMIT_HITS_ZERO(7, "permitHitsZero", "posternPermitHitsZero", Severity.CRITICAL),
  /** A16: something an expectation needs cannot be seen. */
  MONITOR_BLIND(8, "monitorBlind", "posternMonitorBlind", Severity.WARNING),
  /** A3: entries never take a mail flow because earlier ones take all they match. */
  RULE_SHADOWED(9, "ruleShadowed", "posternRuleShadowed", Severity.MINOR),
  /** A hint for the next review: entries that nobody seems to need. */
  ENTRY_UNUSED(10, "entryUnused", "posternEntryUnused", Severity.INFO),
  /** A7: an interface carries far more than is usual at this time. */
  TRAFFIC_SPIKE(11, "trafficSpike", "posternTrafficSpike", Severity.MINOR),
  /** A7: an interface carries far less than is usual at this time. */
  TRAFFIC_DROP(12, "trafficDrop", "posternTrafficDrop", Severity.MAJOR),
  /** A8: a counter counts the same in every window though it used to vary. */
  FLATLINE(13, "flatline", "posternFlatline", Severity.WARNING),
  /** A10: more of the access to mailboxes is cleartext than was. */
  CLEARTEXT_SHARE_RISING(
      14, "cleartextShareRising", "posternCleartextShareRising", Severity.WARNING),
  /** A13: counters had to start again. */
  COUNTER_DISCONTINUITY(15, "counterDiscontinuity", "posternCounterDiscontinuity", Severity.INFO),
  /** An interface is nearly full. */
  UTILISATION_HIGH(16, "utilisationHigh", "posternUtilisationHigh", Severity.MINOR),
  /** Too many packets of an interface have errors. */
  ERRORS_HIGH(17, "errorsHigh", "posternErrorsHigh", Severity.MINOR),
  /** Too many packets of an interface are discarded. */
  DISCARDS_HIGH(18, "discardsHigh", "posternDiscardsHigh", Severity.MINOR),
  /** A15: the SNMPv3 engine of a device is not the one it was, or not the only one. */
  ENGINE_IDENTITY(20, "engineIdentity", "posternEngineIdentity", Severity.WARNING);

  private final int number;
  private final String label;
  private final String notification;
  private final Severity severity;

  FindingKind(int number, String label, String notification, Severity severity) {
    this.number = number;
    this.label = label;
    this.notification = notification;
    this.severity = severity;
  }

  public int number() {
    return number;
  }

  /** The word used in configuration, MIB and output. */
  public String label() {
    return label;
  }

  /** The name of the NOTIFICATION-TYPE in POSTERN-MIB that raises it. */
  public String notification() {
    return notification;
  }

  /** The severity where neither expectation nor configuration says another. */
  public Severity severity() {
    return severity;
  }

  /** Whether it is a hint for a review rather than trouble: no receiver gets it unasked. */
  public boolean isHint() {
    return this == ENTRY_UNUSED;
  }

  /** The kind with this {@link #label}, or empty. */
  public static Optional<FindingKind> parse(String label) {
    return Arrays.stream(values()).filter(kind -> kind.label.equals(label)).findFirst();
  }
}
