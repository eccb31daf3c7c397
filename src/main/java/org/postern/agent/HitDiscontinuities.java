package org.postern.agent;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
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
  private final Map<Key, Counted> ports;
  private final Map<Key, Counted> entries;
  private final SystemStatus system;
  private final long systemTicks;

  private HitDiscontinuities(
      Map<Key, Counted> ports, Map<Key, Counted> entries, SystemStatus system, long systemTicks) {
    this.ports = ports;
    this.entries = entries;
    this.system = system;
    this.systemTicks = systemTicks;
  }

  private record Key(int device, int group, int row) {}

  /** What was counted, on whose account, and when that last jumped. */
  private record Counted(String account, long first, long second, long ticks) {
    Counted since(@Nullable Counted before, boolean initial, long now) {
      if (before == null) {
        return initial ? this : new Counted(account, first, second, now);
      }
      boolean continuous =
          before.account.equals(account) && first >= before.first && second >= before.second;
      return new Counted(account, first, second, continuous ? before.ticks : now);
    }
  }

  /** For the first board that is served: nothing has jumped yet. */
  static HitDiscontinuities of(Board board) {
    return build(board, Optional.empty(), 0);
  }

  /**
   * For the board served after the one of {@code this}. A row that was not there before counts as a
   * jump.
   *
   * @param now sysUpTime in hundredths of a second
   */
  HitDiscontinuities next(Board board, long now) {
    return build(board, Optional.of(this), now);
  }

  private static HitDiscontinuities build(
      Board board, Optional<HitDiscontinuities> before, long now) {
    boolean initial = before.isEmpty();
    Map<Key, Counted> ports = new HashMap<>();
    for (PortRow row : board.ports()) {
      Key key = key(row);
      Counted counted = new Counted(row.decidingText(), row.permitHits(), row.denyHits(), 0);
      Counted last = before.map(b -> b.ports.get(key)).orElse(null);
      ports.put(key, counted.since(last, initial, now));
    }
    Map<Key, Counted> entries = new HashMap<>();
    for (EntryRow row : board.entries()) {
      Key key = key(row);
      Counted counted = new Counted(row.entryId(), row.hits().orElse(0L), 0, 0);
      Counted last = before.map(b -> b.entries.get(key)).orElse(null);
      entries.put(key, counted.since(last, initial, now));
    }
    long ticks = before.map(b -> fell(b.system, board.system()) ? now : b.systemTicks).orElse(0L);
    return new HitDiscontinuities(ports, entries, board.system(), ticks);
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
    return ticks(ports.get(key(row)));
  }

  long of(EntryRow row) {
    return ticks(entries.get(key(row)));
  }

  private static long ticks(@Nullable Counted counted) {
    if (counted == null) {
      throw new IllegalStateException("a row of another board");
    }
    return counted.ticks();
  }

  private static Key key(PortRow row) {
    return new Key(row.deviceIndex(), row.crossingIndex(), row.port().number());
  }

  private static Key key(EntryRow row) {
    return new Key(row.deviceIndex(), row.aclIndex(), row.entryIndex());
  }
}
