package org.postern.config;

import java.time.Duration;

/**
 * The notification that says "still here", so that silence can be told from peace.
 *
 * @param interval 10 s..1 d
 */
public record HeartbeatConfig(boolean enabled, Duration interval) {
  public static HeartbeatConfig standard() {
    return new HeartbeatConfig(true, Duration.ofMinutes(15));
  }
}
