package org.postern.acl;

import java.util.List;

/** Answers, exactly or with {@code UNKNOWN}, what a device's access lists do with mail flows. */
public interface AclEvaluator {
  /**
   * The verdict for new TCP connections through {@code crossing} to {@code port}. A flow gets
   * through if every list on its way permits it: those bound inbound at the ingress interface, the
   * forwarding ones, those bound outbound at the egress interface.
   *
   * @param lists all lists of the device
   */
  PortVerdict evaluate(List<AccessList> lists, Crossing crossing, MailPort port);

  /**
   * What of a crossing's flows to {@code port} the lists permit after a change and did not before.
   */
  FlowChange compare(
      List<AccessList> before, List<AccessList> after, Crossing crossing, MailPort port);
}
