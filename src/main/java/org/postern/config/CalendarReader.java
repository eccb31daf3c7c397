package org.postern.config;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.postern.config.DetectionConfig.Calendar;
import org.postern.config.DetectionConfig.Days;

/** Reads {@code detection.calendar}. */
final class CalendarReader {
  private CalendarReader() {}

  /**
   * Reads it.
   *
   * @param known where devices are
   */
  static Calendar read(Section section, Days standard, Set<String> known) {
    Days general = days(section, standard);
    Map<String, Days> sites = new LinkedHashMap<>();
    section
        .section("sites")
        .named()
        .forEach(
            (name, item) -> {
              if (!known.contains(name)) {
                section
                    .section("sites")
                    .wrong(name, "no device is at this site" + Suggestion.question(name, known));
              }
              section.section(item).ifPresent(site -> sites.put(name, days(site, general)));
            });
    return new Calendar(general, sites);
  }

  private static Days days(Section section, Days otherwise) {
    Set<LocalDate> holidays = new HashSet<>();
    for (Section.Item item : section.items("holidays")) {
      section.text(item).ifPresent(text -> date(section, text).ifPresent(holidays::add));
    }
    return new Days(
        zone(section).orElse(otherwise.zone()),
        section.has("holidays") ? holidays : otherwise.holidays());
  }

  private static Optional<ZoneId> zone(Section section) {
    try {
      return section.text("timeZone").map(ZoneId::of);
    } catch (DateTimeException e) {
      section.wrong("timeZone", "is no time zone; it is written like Europe/Berlin or UTC");
      return Optional.empty();
    }
  }

  private static Optional<LocalDate> date(Section section, String text) {
    try {
      return Optional.of(LocalDate.parse(text));
    } catch (DateTimeException e) {
      section.wrong("holidays", "must be dates such as 2027-12-25, not " + text);
      return Optional.empty();
    }
  }
}
