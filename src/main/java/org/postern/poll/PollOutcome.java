package org.postern.poll;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.postern.acl.OwnConnections;
import org.postern.finding.Board;
import org.postern.profile.DeviceReading;
import org.postern.snmp.SnmpEngine;

/** What came of polling a device once. */
public sealed interface PollOutcome {
  /** When the poll ended. */
  Instant time();

  /** How long it took. */
  Duration took();

  /**
   * The device answered; what it did not tell is in the reading's gaps.
   *
   * @param responseTime until the first answer
   * @param engine what answered, if the device is asked by SNMPv3
   * @param connections of its own; none if they were not asked for
   */
  record Answered(
      DeviceReading reading,
      Instant time,
      Duration took,
      Duration responseTime,
      Optional<SnmpEngine> engine,
      OwnConnections connections)
      implements PollOutcome {
    /** Of a device that was not asked for its own connections. */
    public Answered(
        DeviceReading reading,
        Instant time,
        Duration took,
        Duration responseTime,
        Optional<SnmpEngine> engine) {
      this(reading, time, took, responseTime, engine, OwnConnections.none());
    }
  }

  /**
   * Nothing usable came back.
   *
   * @param reachability never {@code UP} or {@code PARTIAL}
   * @param text one line for people: what was tried and what happened
   */
  record Failed(Board.Reachability reachability, String text, Instant time, Duration took)
      implements PollOutcome {}
}
