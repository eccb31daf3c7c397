package org.postern.poll;

import java.util.List;
import org.postern.acl.NamedCounter;
import org.postern.counter.Moment;
import org.postern.finding.Board;
import org.postern.finding.DeviceAssessment;

/**
 * What one poll of a device comes to, before it is judged.
 *
 * @param hits of each list's mail entries in this window, in the order of {@code lists}
 */
record Evaluation(
    DeviceAssessment assessment,
    Moment moment,
    ListTable lists,
    List<ListHits> hits,
    List<NamedCounter> namedCounters,
    List<Board.InterfaceRow> interfaces,
    Board.DeviceRow device) {
  Evaluation {
    hits = List.copyOf(hits);
    namedCounters = List.copyOf(namedCounters);
    interfaces = List.copyOf(interfaces);
  }
}
