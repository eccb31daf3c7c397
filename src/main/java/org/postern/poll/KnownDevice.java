package org.postern.poll;

import java.util.Optional;
import org.postern.finding.Board;
import org.postern.profile.DeviceFacts;
import org.postern.snmp.SnmpEngine;
import org.postern.store.StoredDevice;
import org.postern.store.StoredEngine;

/** Between the row of a device and what the store keeps of it over a restart. */
final class KnownDevice {
  private KnownDevice() {}

  /** What to keep. */
  static StoredDevice stored(Board.DeviceRow row, Optional<DeviceFacts> facts) {
    return new StoredDevice(
        row.name(),
        row.address(),
        row.port(),
        row.profiles(),
        row.sysObjectId(),
        facts.map(DeviceFacts::sysDescr).orElse(""),
        row.sysName(),
        facts.map(DeviceFacts::sysUpTime).orElse(0L),
        row.reachability(),
        row.reachabilityText(),
        row.lastGoodPoll(),
        row.consecutiveFailures(),
        row.restartsSeen(),
        row.visibility());
  }

  /** The engine that was kept, as it was then. */
  static SnmpEngine engine(StoredEngine stored) {
    return new SnmpEngine(stored.id(), stored.boots(), stored.seconds());
  }

  /** Whether what was kept is of the device that is configured now. */
  static boolean isOf(StoredDevice stored, Board.DeviceRow row) {
    return stored.name().equals(row.name())
        && stored.address().equals(row.address())
        && stored.port() == row.port();
  }

  /** The row of a device that was not polled since the start, with what was known before. */
  static Board.DeviceRow row(Board.DeviceRow fresh, StoredDevice stored) {
    return new Board.DeviceRow(
        fresh.index(),
        fresh.name(),
        fresh.address(),
        fresh.port(),
        stored.profiles(),
        stored.sysObjectId(),
        stored.sysName(),
        fresh.reachability(),
        fresh.reachabilityText(),
        stored.lastGoodPoll(),
        fresh.pollDuration(),
        fresh.responseTime(),
        fresh.consecutiveFailures(),
        stored.restartsSeen(),
        stored.visibility(),
        fresh.worstSeverity(),
        fresh.openFindings(),
        fresh.maintenance());
  }
}
