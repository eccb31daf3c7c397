package org.postern.poll;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.postern.acl.PortVerdict;
import org.postern.counter.Quality;
import org.postern.counter.Rate;
import org.postern.counter.TrafficRates;
import org.postern.finding.Board;

/**
 * What is left of a device's rows when it does not answer: what was last known, no fresh number.
 */
final class StaleRows {
  private StaleRows() {}

  /**
   * Takes the rates and the quality away and says since when nothing is confirmed.
   *
   * @param known as the last answer left them
   * @param device the row of the poll that brought no answer
   */
  static DeviceRows of(DeviceRows known, Board.DeviceRow device) {
    return new DeviceRows(
        device,
        known.ports().stream().map(row -> port(row, device)).toList(),
        known.acls(),
        known.entries().stream().map(StaleRows::entry).toList(),
        known.interfaces().stream().map(StaleRows::interfaceRow).toList());
  }

  private static Board.PortRow port(Board.PortRow row, Board.DeviceRow device) {
    PortVerdict verdict = row.verdict();
    List<String> reasons = new ArrayList<>(verdict.reasons());
    reasons.add(
        "not confirmed since "
            + device.lastGoodPoll().map(Instant::toString).orElse("the start")
            + ": "
            + device.reachabilityText());
    return new Board.PortRow(
        row.deviceIndex(),
        row.crossingIndex(),
        row.port(),
        row.crossingName(),
        new PortVerdict(
            verdict.port(),
            verdict.verdict(),
            verdict.deciding(),
            verdict.permitted(),
            verdict.permittedTruncated(),
            reasons,
            verdict.visibility()),
        row.expected(),
        row.conformance(),
        row.excepted(),
        row.decidingText(),
        row.permitHits(),
        row.denyHits(),
        Rate.none(Quality.UNAVAILABLE),
        Rate.none(Quality.UNAVAILABLE),
        row.since(),
        Quality.UNAVAILABLE,
        row.baseline());
  }

  private static Board.EntryRow entry(Board.EntryRow row) {
    return new Board.EntryRow(
        row.deviceIndex(),
        row.aclIndex(),
        row.entryIndex(),
        row.order(),
        row.entryId(),
        row.action(),
        row.protocol(),
        row.source(),
        row.destination(),
        row.ports(),
        row.text(),
        row.hits(),
        Rate.none(Quality.UNAVAILABLE),
        row.mailPorts(),
        row.cover(),
        row.coveredBy());
  }

  private static Board.InterfaceRow interfaceRow(Board.InterfaceRow row) {
    return new Board.InterfaceRow(
        row.deviceIndex(),
        row.interfaceIndex(),
        row.ifIndex(),
        row.name(),
        row.alias(),
        0,
        false,
        TrafficRates.none(),
        Quality.UNAVAILABLE,
        row.baseline());
  }
}
