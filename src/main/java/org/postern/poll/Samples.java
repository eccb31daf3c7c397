package org.postern.poll;

import java.time.Instant;
import org.postern.finding.Board;
import org.postern.store.HitPoint;
import org.postern.store.InterfacePoint;
import org.postern.store.SampleStore;

/** Hands what a poll measured to the store. */
final class Samples {
  private Samples() {}

  /** Takes the rows of a poll that was answered. */
  static void offer(SampleStore store, DeviceRows rows) {
    Instant time = rows.device().lastGoodPoll().orElseThrow();
    for (Board.InterfaceRow row : rows.interfaces()) {
      store.offerInterface(
          row.deviceIndex(),
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
    for (Board.EntryRow row : rows.entries()) {
      row.hits()
          .ifPresent(
              hits ->
                  store.offerHits(
                      row.deviceIndex(),
                      row.aclIndex(),
                      row.entryIndex(),
                      new HitPoint(
                          time, hits, row.hitRate().perSecond(), row.hitRate().quality())));
    }
  }
}
