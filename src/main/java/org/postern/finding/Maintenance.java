package org.postern.finding;

import java.time.Instant;

/** Says when raises of a device are expected and therefore withheld. */
@FunctionalInterface
public interface Maintenance {
  boolean covers(String device, Instant time);

  static Maintenance never() {
    return (device, time) -> false;
  }
}
