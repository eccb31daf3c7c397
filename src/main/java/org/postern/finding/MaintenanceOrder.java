package org.postern.finding;

import java.time.Instant;

/**
 * An operator's word that a device is worked on: what is found of it is not raised meanwhile.
 *
 * @param since when it was said last
 * @param until after {@code since}; it does not belong to the maintenance any more
 * @param actor who said so
 * @param note one line of at most 255 characters, or empty
 */
public record MaintenanceOrder(
    String device, Instant since, Instant until, String actor, String note) {
  public MaintenanceOrder {
    if (!since.isBefore(until)) {
      throw new IllegalArgumentException(
          device + ": a maintenance ends after it begins: " + since + ", " + until);
    }
  }

  MaintenanceOrder noted(String other) {
    return new MaintenanceOrder(device, since, until, actor, other);
  }

  boolean covers(Instant time) {
    return !time.isBefore(since) && time.isBefore(until);
  }
}
