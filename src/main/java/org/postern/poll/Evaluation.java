package org.postern.poll;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.postern.acl.NamedCounter;
import org.postern.counter.Moment;
import org.postern.finding.Board;
import org.postern.finding.DeviceAssessment;

/**
 * What one poll of a device comes to, before it is judged.
 *
 * @param windows hits of each list's entries in this window, in the order of the entries
 */
record Evaluation(
    DeviceAssessment assessment,
    Moment moment,
    ListTable lists,
    Map<ListTable.Row, List<Optional<HitWindows.Window>>> windows,
    List<NamedCounter> namedCounters,
    List<Board.InterfaceRow> interfaces,
    Board.DeviceRow device) {
  Evaluation {
    windows = Map.copyOf(windows);
    namedCounters = List.copyOf(namedCounters);
    interfaces = List.copyOf(interfaces);
  }
}
