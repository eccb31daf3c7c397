package org.postern.config;

import java.time.Duration;

/**
 * How devices are asked, where a device does not say otherwise.
 *
 * @param interval from the start of one poll to the start of the next; 1 s..1 d
 * @param accessLists how old the rules of a device may grow before they are read again; polls
 *     between read counters only. Not above the interval: every poll reads all; 1 s..1 d
 * @param timeout of the first try; 100 ms..60 s
 * @param retries tries after the first; 0..10
 * @param maxRepetitions of a GETBULK to begin with; 1..100
 * @param inFlight requests under way at once over all devices; 1..10000
 * @param perSite requests under way at once to the devices of one site; 1..10000
 * @param perDevice requests under way at once to one device; 1..16
 */
public record PollingConfig(
    Duration interval,
    Duration accessLists,
    Duration timeout,
    int retries,
    int maxRepetitions,
    int inFlight,
    int perSite,
    int perDevice) {
  public static final Duration LEAST_INTERVAL = Duration.ofSeconds(1);
  public static final Duration MOST_INTERVAL = Duration.ofDays(1);
  public static final Duration LEAST_TIMEOUT = Duration.ofMillis(100);
  public static final int MOST_IN_FLIGHT = 10_000;
  public static final Duration MOST_TIMEOUT = Duration.ofSeconds(60);

  public PollingConfig {
    if (interval.compareTo(LEAST_INTERVAL) < 0 || interval.compareTo(MOST_INTERVAL) > 0) {
      throw new IllegalArgumentException("interval is 1s..1d: " + interval);
    }
    if (timeout.compareTo(LEAST_TIMEOUT) < 0 || timeout.compareTo(MOST_TIMEOUT) > 0) {
      throw new IllegalArgumentException("timeout is 100ms..60s: " + timeout);
    }
  }

  /** How old rules may grow; zero if every poll reads them. */
  public Duration rulesEvery() {
    return accessLists.compareTo(interval) > 0 ? accessLists : Duration.ZERO;
  }

  public static PollingConfig standard() {
    return new PollingConfig(
        Duration.ofSeconds(60),
        Duration.ofSeconds(60),
        Duration.ofSeconds(2),
        2,
        10,
        256,
        MOST_IN_FLIGHT,
        1);
  }
}
