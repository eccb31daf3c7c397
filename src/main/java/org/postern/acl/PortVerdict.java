package org.postern.acl;

import java.util.List;

/**
 * What a crossing does with new TCP connections to one mail port.
 *
 * @param deciding entries that settle at least one flow asked about, or may settle it, in the order
 *     they are met; permitting ones only if a flow of theirs can get through all lists
 * @param permitted exactly the flows that get through, as few readable blocks; for {@code UNKNOWN}
 *     those that surely do. With several pairs of interfaces: those that do by at least one
 * @param permittedTruncated true if there are more blocks than are listed
 * @param reasons why the verdict is {@code UNKNOWN} or weaker than wished; empty if nothing is
 * @param visibility the least of the lists that were asked
 */
public record PortVerdict(
    MailPort port,
    Verdict verdict,
    List<DecidingEntry> deciding,
    List<FlowPrefixes> permitted,
    boolean permittedTruncated,
    List<String> reasons,
    Visibility visibility) {
  public PortVerdict {
    deciding = List.copyOf(deciding);
    permitted = List.copyOf(permitted);
    reasons = List.copyOf(reasons);
  }

  /** The same of another port. */
  PortVerdict at(MailPort other) {
    return new PortVerdict(
        other, verdict, deciding, permitted, permittedTruncated, reasons, visibility);
  }
}
