package org.postern.config;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.postern.config.StoreConfig.Retention;

/** Reads {@code store}. */
final class StoreReader {
  private static final Duration LEAST = Duration.ofHours(1);
  private static final Duration MOST = Duration.ofDays(36_500);

  private StoreReader() {}

  static StoreConfig read(Section section) {
    Path directory = section.path("directory").orElse(StoreConfig.DEFAULT_DIRECTORY);
    return new StoreConfig(directory, retention(section.section("retention")), maxBytes(section));
  }

  private static long maxBytes(Section section) {
    Optional<String> text = section.text("maxSize");
    if (text.isEmpty()) {
      return StoreConfig.DEFAULT_MAX_BYTES;
    }
    Optional<Long> bytes = Quantity.bytes(text.get());
    if (bytes.isEmpty()) {
      section.wrong("maxSize", Quantity.SIZE_FORM);
    } else if (bytes.get() < StoreConfig.LEAST_MAX_BYTES) {
      section.wrong("maxSize", "must be at least 10MB");
    }
    return bytes
        .filter(n -> n >= StoreConfig.LEAST_MAX_BYTES)
        .orElse(StoreConfig.DEFAULT_MAX_BYTES);
  }

  private static Retention retention(Section section) {
    Retention standard = Retention.standard();
    Duration raw = section.duration("raw", LEAST, MOST).orElse(standard.raw());
    Duration fiveMinutes =
        section.duration("fiveMinutes", LEAST, MOST).orElse(standard.fiveMinutes());
    Duration hourly = section.duration("hourly", LEAST, MOST).orElse(standard.hourly());
    Duration daily = section.duration("daily", LEAST, MOST).orElse(standard.daily());
    Duration transitions =
        section.duration("transitions", LEAST, MOST).orElse(standard.transitions());
    List<String> keys = List.of("raw", "fiveMinutes", "hourly", "daily");
    List<Duration> kept = List.of(raw, fiveMinutes, hourly, daily);
    boolean growing = true;
    for (int i = 1; i < kept.size(); i++) {
      if (kept.get(i).compareTo(kept.get(i - 1)) < 0) {
        growing = false;
        String key = section.has(keys.get(i)) ? keys.get(i) : keys.get(i - 1);
        section.wrong(
            key,
            "%s (%s) must be kept at least as long as %s (%s)"
                .formatted(
                    keys.get(i),
                    Quantity.text(kept.get(i)),
                    keys.get(i - 1),
                    Quantity.text(kept.get(i - 1))));
      }
    }
    return growing ? new Retention(raw, fiveMinutes, hourly, daily, transitions) : standard;
  }
}
