package org.postern.poll;

import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.postern.finding.Board;
import org.postern.store.DevicePoll;
import org.postern.store.HitPoint;
import org.postern.store.InterfacePoint;

/** What a poll measured, as the store takes it. */
final class Samples {
  private Samples() {}

  /** Of the rows of a poll that was answered. */
  static DevicePoll of(DeviceRows rows) {
    Instant time = rows.device().lastGoodPoll().orElseThrow();
    List<DevicePoll.OfInterface> interfaces =
        rows.interfaces().stream().map(row -> ofInterface(row, time)).toList();
    List<DevicePoll.OfEntry> entries =
        rows.entries().stream().flatMap(row -> ofEntry(row, time)).toList();
    return new DevicePoll(rows.device().index(), time, interfaces, entries);
  }

  private static DevicePoll.OfInterface ofInterface(Board.InterfaceRow row, Instant time) {
    return new DevicePoll.OfInterface(
        row.interfaceIndex(),
        new InterfacePoint(
            time,
            row.ifOperStatus(),
            row.inBits().perSecond(),
            row.outBits().perSecond(),
            row.inPackets().perSecond(),
            row.outPackets().perSecond(),
            row.inErrors().perSecond(),
            row.outErrors().perSecond(),
            row.inDiscards().perSecond(),
            row.outDiscards().perSecond(),
            row.quality()));
  }

  private static Stream<DevicePoll.OfEntry> ofEntry(Board.EntryRow row, Instant time) {
    return row.hits().stream()
        .mapToObj(
            hits ->
                new DevicePoll.OfEntry(
                    row.aclIndex(),
                    row.entryIndex(),
                    new HitPoint(time, hits, row.hitRate().perSecond(), row.hitRate().quality())));
  }
}
