package org.postern.store;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.postern.acl.Visibility;
import org.postern.finding.Board.Reachability;

/**
 * What was last known of a device.
 *
 * @param address as configured
 * @param port UDP port
 * @param sysObjectId dotted decimal, or empty
 * @param sysUpTime hundredths of a second at {@code lastGoodPoll}, 0..2^32-1; 0 if never read
 * @param consecutiveFailures polls without an answer since the last good one
 */
public record StoredDevice(
    String name,
    String address,
    int port,
    List<String> profiles,
    String sysObjectId,
    String sysDescr,
    String sysName,
    long sysUpTime,
    Reachability reachability,
    String reachabilityText,
    Optional<Instant> lastGoodPoll,
    int consecutiveFailures,
    int restartsSeen,
    Visibility visibility) {
  public StoredDevice {
    profiles = List.copyOf(profiles);
  }
}
