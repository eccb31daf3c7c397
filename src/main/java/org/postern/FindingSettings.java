package org.postern;

import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.postern.config.DetectionConfig;
import org.postern.config.DeviceConfig;
import org.postern.config.PosternConfig;
import org.postern.counter.Seasons;
import org.postern.counter.SiteCalendar;
import org.postern.finding.Backtest;
import org.postern.finding.BookSettings;
import org.postern.finding.DetectionSettings;
import org.postern.finding.FindingKind;
import org.postern.finding.KindRules;
import org.postern.finding.SeriesPlan;
import org.postern.finding.SeriesReplay;
import org.postern.finding.Severity;

/** Turns what the configuration says of findings into what detectors and the book take. */
final class FindingSettings {
  private FindingSettings() {}

  static DetectionSettings detection(PosternConfig config) {
    DetectionConfig detection = config.detection();
    DetectionConfig.DenySpike spike = detection.denySpike();
    return new DetectionSettings(
        SeriesPlan.of(
            detection.window(),
            Seasons.SLOT,
            detection.seasons(),
            detection.learning(),
            calendars(config)),
        new DetectionSettings.DenySpike(
            spike.raiseLevel(), spike.clearLevel(), spike.minimumHits()),
        new DetectionSettings.PermitSilence(
            detection.permitHitsZero().expectedHits(),
            DetectionSettings.defaults().permitSilence().windows()),
        detection.traffic(),
        detection.lines(),
        detection.flatline(),
        detection.cleartext(),
        detection.storm(),
        detection.entryUnused().after(),
        detection.entryUnused().otherHits(),
        detection.overrides());
  }

  /** The detectors as they are configured, for a series of the general calendar. */
  static Backtest backtest(PosternConfig config) {
    return new Backtest(
        detection(config),
        book(config.detection()),
        seasons(config.detection().calendar().general()));
  }

  /** What the past of a device is judged by. */
  static SeriesReplay.Rules replay(PosternConfig config) {
    return new SeriesReplay.Rules(
        detection(config),
        book(config.detection()),
        kinds(config.detection()),
        SettingsReader.policy(config),
        ConfigOptions.zone());
  }

  /** Each device follows the calendar of its site. */
  private static Function<String, Seasons> calendars(PosternConfig config) {
    DetectionConfig.Calendar calendar = config.detection().calendar();
    Seasons general = seasons(calendar.general());
    Map<String, Seasons> byDevice = new HashMap<>();
    for (DeviceConfig device : config.devices()) {
      device
          .site()
          .map(calendar.sites()::get)
          .ifPresent(days -> byDevice.put(device.name(), seasons(days)));
    }
    return device -> byDevice.getOrDefault(device, general);
  }

  private static Seasons seasons(DetectionConfig.Days days) {
    return new SiteCalendar(days.zone(), days.holidays());
  }

  static BookSettings book(DetectionConfig config) {
    BookSettings standard = BookSettings.defaults();
    Map<FindingKind, BookSettings.Levels> levels = new EnumMap<>(FindingKind.class);
    for (FindingKind kind : FindingKind.values()) {
      DetectionConfig.Kind settings = config.kind(kind);
      int raise = BookSettings.isCountedWithLevel(kind) ? 1 : settings.raise();
      levels.put(kind, new BookSettings.Levels(raise, settings.clear()));
    }
    return new BookSettings(
        levels,
        config.flapping().within(),
        config.flapping().changes(),
        standard.flapHold(),
        standard.sameFinding(),
        standard.keepCleared(),
        standard.keepTransitions(),
        config.overrides());
  }

  static KindRules kinds(DetectionConfig config) {
    Set<FindingKind> disabled = EnumSet.noneOf(FindingKind.class);
    Map<FindingKind, Severity> severities = new EnumMap<>(FindingKind.class);
    for (FindingKind kind : FindingKind.values()) {
      DetectionConfig.Kind settings = config.kind(kind);
      if (!settings.enabled()) {
        disabled.add(kind);
      }
      settings.severity().ifPresent(severity -> severities.put(kind, severity));
    }
    return new KindRules(disabled, severities, config.overrides());
  }
}
