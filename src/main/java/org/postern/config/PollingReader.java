package org.postern.config;

import java.time.Duration;
import java.util.List;

/** Reads {@code polling}, and the same keys where a device says otherwise. */
final class PollingReader {
  private static final List<String> LIMITS = List.of("timeout", "retries", "interval");

  private PollingReader() {}

  static PollingConfig read(Section section, PollingConfig otherwise) {
    Duration interval =
        section
            .duration("interval", PollingConfig.LEAST_INTERVAL, PollingConfig.MOST_INTERVAL)
            .orElse(otherwise.interval());
    Duration timeout =
        section
            .duration("timeout", PollingConfig.LEAST_TIMEOUT, PollingConfig.MOST_TIMEOUT)
            .orElse(otherwise.timeout());
    int retries = section.integer("retries", 0, 10, otherwise.retries());
    Duration longest = timeout.multipliedBy(retries + 1L);
    if (longest.compareTo(interval) >= 0) {
      LIMITS.stream()
          .filter(section::has)
          .findFirst()
          .ifPresent(key -> section.doubtful(key, tooLong(longest, interval)));
    }
    return new PollingConfig(
        interval,
        section
            .duration("accessLists", PollingConfig.LEAST_INTERVAL, PollingConfig.MOST_INTERVAL)
            .orElse(otherwise.accessLists()),
        timeout,
        retries,
        section.integer("maxRepetitions", 1, 100, otherwise.maxRepetitions()),
        section.integer("inFlight", 1, PollingConfig.MOST_IN_FLIGHT, otherwise.inFlight()),
        section.integer("perSite", 1, PollingConfig.MOST_IN_FLIGHT, otherwise.perSite()),
        section.integer("perDevice", 1, 16, otherwise.perDevice()));
  }

  private static String tooLong(Duration longest, Duration interval) {
    return "a silent device takes %s with all tries, which is not below the interval of %s"
        .formatted(Quantity.text(longest), Quantity.text(interval));
  }
}
