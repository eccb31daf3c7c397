package org.postern.agent;

import org.postern.finding.Board;
import org.postern.finding.Board.EntryRow;
import org.postern.finding.Board.PortRow;
import org.postern.finding.Board.SystemStatus;

/**
 * When the counters of a board last jumped, as values of sysUpTime in hundredths of a second (RFC
 * 2578 §7.1.6: a counter without such an object may not jump). Found by comparing a board with the
 * one served before it; immutable.
 */
final class HitDiscontinuities {
  private final CountedRows ports;
  private final CountedRows entries;
  private final SystemStatus system;
  private final long systemTicks;

  private HitDiscontinuities(
      CountedRows ports, CountedRows entries, SystemStatus system, long systemTicks) {
    this.ports = ports;
    this.entries = entries;
    this.system = system;
    this.systemTicks = systemTicks;
  }

  /** For the first board that is served: nothing has jumped yet. */
  static HitDiscontinuities of(Board board) {
    return new HitDiscontinuities(
        CountedRows.of(board.ports(), HitDiscontinuities::row, null, 0),
        CountedRows.of(board.entries(), HitDiscontinuities::row, null, 0),
        board.system(),
        0);
  }

  /**
   * For the board served after the one of {@code this}. A row that was not there before counts as a
   * jump.
   *
   * @param now sysUpTime in hundredths of a second
   */
  HitDiscontinuities next(Board board, long now) {
    return new HitDiscontinuities(
        CountedRows.of(board.ports(), HitDiscontinuities::row, ports, now),
        CountedRows.of(board.entries(), HitDiscontinuities::row, entries, now),
        board.system(),
        fell(system, board.system()) ? now : systemTicks);
  }

  private static CountedRows.Row row(PortRow row) {
    return new CountedRows.Row(
        row.deviceIndex(),
        row.crossingIndex(),
        row.port().number(),
        row.decidingText(),
        row.permitHits(),
        row.denyHits());
  }

  private static CountedRows.Row row(EntryRow row) {
    return new CountedRows.Row(
        row.deviceIndex(),
        row.aclIndex(),
        row.entryIndex(),
        row.entryId(),
        row.hits().orElse(0),
        0);
  }

  private static boolean fell(SystemStatus before, SystemStatus after) {
    return after.polls() < before.polls()
        || after.timeouts() < before.timeouts()
        || after.latePolls() < before.latePolls()
        || after.samplesStored() < before.samplesStored()
        || after.notificationsSent() < before.notificationsSent()
        || after.notificationsSuppressed() < before.notificationsSuppressed();
  }

  long ofSystem() {
    return systemTicks;
  }

  long of(PortRow row) {
    return ports.jumped(row.deviceIndex(), row.crossingIndex(), row.port().number());
  }

  long of(EntryRow row) {
    return entries.jumped(row.deviceIndex(), row.aclIndex(), row.entryIndex());
  }
}
