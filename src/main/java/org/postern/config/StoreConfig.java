package org.postern.config;

import java.nio.file.Path;
import java.time.Duration;

/**
 * Where history is kept and for how long.
 *
 * @param directory made if it is missing
 * @param maxBytes above this the oldest samples go first; 10 MB and up
 */
public record StoreConfig(Path directory, Retention retention, long maxBytes) {
  /** Ten gigabytes. */
  public static final long DEFAULT_MAX_BYTES = 10_000_000_000L;

  public static final long LEAST_MAX_BYTES = 10_000_000L;

  /** In the working directory, for data is not configuration. */
  public static final Path DEFAULT_DIRECTORY = Path.of("var");

  public StoreConfig {
    if (maxBytes < LEAST_MAX_BYTES) {
      throw new IllegalArgumentException("maxBytes is 10 MB or more: " + maxBytes);
    }
  }

  /**
   * How long samples and transitions are kept; a rollup is kept at least as long as the finer one.
   *
   * @param raw samples as they were read
   * @param fiveMinutes sums over five minutes
   * @param hourly sums over an hour
   * @param daily sums over a day
   * @param transitions of findings, after the finding was cleared
   */
  public record Retention(
      Duration raw, Duration fiveMinutes, Duration hourly, Duration daily, Duration transitions) {
    public Retention {
      if (raw.compareTo(fiveMinutes) > 0
          || fiveMinutes.compareTo(hourly) > 0
          || hourly.compareTo(daily) > 0) {
        throw new IllegalArgumentException("a rollup is kept at least as long as the finer one");
      }
    }

    public static Retention standard() {
      return new Retention(
          Duration.ofDays(2),
          Duration.ofDays(60),
          Duration.ofDays(400),
          Duration.ofDays(1830),
          Duration.ofDays(400));
    }
  }
}
