package org.postern.store;

import java.time.Instant;
import java.util.List;

/**
 * What one poll of a device measured; each interface and each entry at most once. Indexes are those
 * of {@link IdentityStore}.
 *
 * @param device 0..{@value SampleKey#MAX_DEVICE}
 * @param time kept in milliseconds; that of every point
 */
public record DevicePoll(
    int device, Instant time, List<OfInterface> interfaces, List<OfEntry> entries) {
  public DevicePoll {
    SampleKey.checkDevice(device);
    interfaces = List.copyOf(interfaces);
    entries = List.copyOf(entries);
    for (OfInterface each : interfaces) {
      checkTime(time, each.point().time());
    }
    for (OfEntry each : entries) {
      checkTime(time, each.point().time());
    }
  }

  private static void checkTime(Instant poll, Instant point) {
    if (!point.equals(poll)) {
      throw new IllegalArgumentException("a point of " + point + " in a poll of " + poll);
    }
  }

  /** The rates of an interface. */
  public record OfInterface(int index, InterfacePoint point) {}

  /** The hits of an entry of an access list. */
  public record OfEntry(int acl, int entry, HitPoint point) {}

  /** How many points there are. */
  int points() {
    return interfaces.size() + entries.size();
  }
}
