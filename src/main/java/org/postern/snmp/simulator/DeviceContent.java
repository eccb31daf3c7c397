package org.postern.snmp.simulator;

import java.time.Duration;

/**
 * What a device holds as time goes by: a pure function of the time since it began, so that it can
 * be played at any speed.
 */
@FunctionalInterface
public interface DeviceContent {
  /** The view at {@code elapsed} of the device's own time after the beginning; not negative. */
  MibView at(Duration elapsed);
}
