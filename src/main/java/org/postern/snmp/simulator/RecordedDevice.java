package org.postern.snmp.simulator;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/**
 * A device that plays a content by a clock, some times faster than real, and can be given another
 * one while it is being asked. Thread-safe.
 */
public final class RecordedDevice {
  private final Clock clock;
  private final double speed;
  private volatile Playing playing;

  /** A content and when it began: one value, so that a view never mixes two. */
  private record Playing(DeviceContent content, Instant began) {}

  /**
   * Begins at once.
   *
   * @param speed how much faster than the clock the device's time passes; above 0, 1 is real time
   */
  public RecordedDevice(DeviceContent content, Clock clock, double speed) {
    if (!(speed > 0) || Double.isInfinite(speed)) {
      throw new IllegalArgumentException("speed not above 0: " + speed);
    }
    this.clock = clock;
    this.speed = speed;
    this.playing = new Playing(content, clock.instant());
  }

  /** The device as it is now. */
  public MibView view() {
    Playing now = playing;
    return now.content().at(elapsedSince(now.began()));
  }

  /** Plays another content from its beginning: sysUpTime and counters jump to what it says. */
  public void swap(DeviceContent content) {
    playing = new Playing(content, clock.instant());
  }

  /** Plays another content; sysUpTime and the counters both have go on without a break. */
  public void continueWith(DeviceContent content) {
    playing = new Playing(new ContinuedContent(view(), content), clock.instant());
  }

  private Duration elapsedSince(Instant began) {
    long millis = Math.max(0, Duration.between(began, clock.instant()).toMillis());
    return Duration.ofMillis((long) (millis * speed));
  }
}
