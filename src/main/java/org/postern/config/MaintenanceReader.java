package org.postern.config;

import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.postern.config.MaintenanceWindow.Once;
import org.postern.config.MaintenanceWindow.Schedule;
import org.postern.config.MaintenanceWindow.Weekly;

/** Reads {@code maintenance}. */
final class MaintenanceReader {
  private static final Map<String, DayOfWeek> DAYS = days();

  private final Problems problems;
  private final Set<String> deviceNames;
  private final DevicePatterns patterns;
  private final List<DeviceConfig> devices;

  /**
   * Reads windows for these devices.
   *
   * @param deviceNames names of all devices, also of those that are not whole
   */
  MaintenanceReader(Problems problems, Set<String> deviceNames, List<DeviceConfig> devices) {
    this.problems = problems;
    this.deviceNames = deviceNames;
    this.patterns = new DevicePatterns(problems, deviceNames);
    this.devices = devices;
  }

  List<MaintenanceWindow> read(List<Section> sections) {
    List<MaintenanceWindow> windows = new ArrayList<>();
    Set<String> names = new HashSet<>();
    for (Section section : sections) {
      Optional<String> name = section.requiredText("name");
      if (name.isPresent() && !names.add(name.get())) {
        section.wrong("name", "another window has this name");
      }
      Set<String> muted = devices(section);
      Optional<? extends Schedule> schedule = schedule(section);
      if (name.isPresent() && schedule.isPresent() && !muted.isEmpty()) {
        windows.add(new MaintenanceWindow(name.get(), muted, schedule.get()));
      }
    }
    return windows;
  }

  private Set<String> devices(Section section) {
    if (!section.has("devices") && !section.has("sites")) {
      return deviceNames;
    }
    Set<String> muted = new HashSet<>();
    for (Section.Item item : section.items("devices")) {
      section.text(item).ifPresent(text -> muted.addAll(patterns.fitting(text, item)));
    }
    for (Section.Item item : section.items("sites")) {
      section.text(item).ifPresent(site -> addSite(site, item, muted));
    }
    return muted;
  }

  private void addSite(String site, Section.Item item, Set<String> muted) {
    List<String> there =
        devices.stream()
            .filter(device -> device.site().equals(Optional.of(site)))
            .map(DeviceConfig::name)
            .toList();
    if (there.isEmpty()) {
      Set<String> sites = new HashSet<>();
      devices.forEach(device -> device.site().ifPresent(sites::add));
      problems.atValue(
          item.path(), item.node(), "no device is at this site" + Suggestion.question(site, sites));
    }
    muted.addAll(there);
  }

  private Optional<? extends Schedule> schedule(Section section) {
    ZoneId zone = zone(section);
    boolean once = section.has("from") || section.has("to");
    boolean weekly = section.has("days") || section.has("start") || section.has("duration");
    if (once == weekly) {
      problems.at(
          section.place(),
          section.path(),
          once
              ? "has from or to as well as days, start or duration; give one kind of time"
              : "has no time; give from and to, or days, start and duration");
      return Optional.empty();
    }
    return once ? once(section, zone) : weekly(section, zone);
  }

  private static ZoneId zone(Section section) {
    Optional<String> text = section.text("timeZone");
    try {
      return text.map(ZoneId::of).orElse(ZoneOffset.UTC);
    } catch (DateTimeException e) {
      section.wrong("timeZone", "is no time zone; it is written like Europe/Berlin or UTC");
      return ZoneOffset.UTC;
    }
  }

  private static Optional<Once> once(Section section, ZoneId zone) {
    Optional<Instant> from = moment(section, "from", zone);
    Optional<Instant> to = moment(section, "to", zone);
    if (from.isEmpty() || to.isEmpty()) {
      return Optional.empty();
    }
    if (!from.get().isBefore(to.get())) {
      section.wrong("to", "must be after from");
      return Optional.empty();
    }
    return Optional.of(new Once(from.get(), to.get()));
  }

  private static Optional<Instant> moment(Section section, String key, ZoneId zone) {
    Optional<String> text = section.requiredText(key);
    try {
      return text.map(written -> LocalDateTime.parse(written).atZone(zone).toInstant());
    } catch (DateTimeException e) {
      section.wrong(key, "must be a date and time such as 2027-01-31T22:00");
      return Optional.empty();
    }
  }

  private Optional<Weekly> weekly(Section section, ZoneId zone) {
    Set<DayOfWeek> days = EnumSet.noneOf(DayOfWeek.class);
    for (Section.Item item : section.items("days")) {
      Optional<DayOfWeek> day = section.text(item).map(DAYS::get);
      day.ifPresent(days::add);
      if (day.isEmpty()) {
        problems.atValue(
            item.path(), item.node(), "must be " + Shown.choice(List.copyOf(DAYS.keySet())));
      }
    }
    if (!section.has("days")) {
      section.wrong("days", SchemaWords.MISSING);
    }
    Optional<LocalTime> start = start(section);
    Optional<Duration> duration =
        section.duration("duration", Duration.ofMinutes(1), Duration.ofDays(7));
    if (!section.has("duration")) {
      section.wrong("duration", SchemaWords.MISSING);
    }
    if (days.isEmpty() || start.isEmpty() || duration.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(new Weekly(days, start.get(), duration.get(), zone));
  }

  private static Optional<LocalTime> start(Section section) {
    try {
      return section.requiredText("start").map(LocalTime::parse);
    } catch (DateTimeException e) {
      section.wrong("start", "must be a time of day such as 22:00");
      return Optional.empty();
    }
  }

  private static Map<String, DayOfWeek> days() {
    Map<String, DayOfWeek> words = new LinkedHashMap<>();
    for (DayOfWeek day : DayOfWeek.values()) {
      words.put(day.name().substring(0, 3).toLowerCase(Locale.ROOT), day);
    }
    return words;
  }
}
