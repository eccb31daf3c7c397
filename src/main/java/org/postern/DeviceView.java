package org.postern;

import java.util.List;
import java.util.Optional;
import org.postern.finding.Board;

/** A device as the command line shows it; also its JSON. Durations are in milliseconds. */
record DeviceView(
    String name,
    String address,
    String sysName,
    String sysObjectId,
    List<String> profiles,
    String reachability,
    String reachabilityText,
    Optional<String> lastGoodPoll,
    long pollMillis,
    int restartsSeen,
    String visibility,
    Optional<String> worstSeverity,
    int openFindings) {
  static DeviceView of(Board.DeviceRow row) {
    return new DeviceView(
        row.name(),
        row.address() + ":" + row.port(),
        row.sysName(),
        row.sysObjectId(),
        row.profiles(),
        Labels.of(row.reachability()),
        row.reachabilityText(),
        row.lastGoodPoll().map(Object::toString),
        row.pollDuration().toMillis(),
        row.restartsSeen(),
        row.visibility().label(),
        row.worstSeverity().map(severity -> severity.label()),
        row.openFindings());
  }
}
