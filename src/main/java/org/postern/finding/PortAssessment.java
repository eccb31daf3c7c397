package org.postern.finding;

import org.postern.acl.Crossing;
import org.postern.acl.MailPort;
import org.postern.acl.PortVerdict;

/**
 * What one crossing did with one mail port in one poll.
 *
 * @param verdict of the lists read in this poll, with the entries that decide
 * @param permitHits of the permit entries that decide, in the window that ends with this poll
 * @param denyHits of the deny entries that decide, in the same window
 */
public record PortAssessment(
    Crossing crossing, PortVerdict verdict, WindowHits permitHits, WindowHits denyHits) {
  public MailPort port() {
    return verdict.port();
  }
}
