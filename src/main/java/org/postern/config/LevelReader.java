package org.postern.config;

import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.postern.config.DetectionConfig.Kind;
import org.postern.finding.DetectionSettings;
import org.postern.finding.FindingKind;
import org.postern.finding.LevelSettings;
import org.postern.finding.LineSettings;

/** Reads the levels of the kinds of findings that look at traffic and counters. */
final class LevelReader {
  private static final double MOST_BITS = 1e15;
  private static final double MOST_PACKETS = 1e9;
  private static final int MOST_EVENTS = 1_000_000_000;
  private static final String RAISE = "raiseLevel";
  private static final String CLEAR = "clearLevel";

  private LevelReader() {}

  /** Two levels of which the second is lower. */
  private record Levels(double raise, double clear) {}

  static LevelSettings traffic(
      Section detection, LevelSettings standard, Map<FindingKind, Kind> kinds) {
    Section spike = section(detection, FindingKind.TRAFFIC_SPIKE);
    Section drop = section(detection, FindingKind.TRAFFIC_DROP);
    return new LevelSettings(
        side(spike, standard.above(), kinds.get(FindingKind.TRAFFIC_SPIKE)),
        side(drop, standard.below(), kinds.get(FindingKind.TRAFFIC_DROP)),
        drop.number("share", 0.01, 1, standard.dropShare()),
        spike.number("burstTimes", 1.01, 100, standard.burstTimes()));
  }

  private static LevelSettings.Side side(
      Section section, LevelSettings.Side standard, @Nullable Kind kind) {
    Levels levels = levels(section, 0.1, 100, standard.raise(), standard.clear());
    return new LevelSettings.Side(
        levels.raise(),
        levels.clear(),
        kind == null ? standard.raiseWindows() : kind.raise(),
        kind == null ? standard.clearWindows() : kind.clear(),
        section.number("minimumBits", 0, MOST_BITS, standard.minimum()));
  }

  static LineSettings lines(Section detection, LineSettings standard) {
    Section busy = section(detection, FindingKind.UTILISATION_HIGH);
    Levels levels = levels(busy, 0.001, 1, standard.busy().raise(), standard.busy().clear());
    return new LineSettings(
        new LineSettings.Limits(levels.raise(), levels.clear(), standard.busy().minimumPackets()),
        loss(section(detection, FindingKind.ERRORS_HIGH), standard.errors()),
        loss(section(detection, FindingKind.DISCARDS_HIGH), standard.discards()));
  }

  private static LineSettings.Limits loss(Section section, LineSettings.Limits standard) {
    Levels levels = levels(section, 0.000001, 1, standard.raise(), standard.clear());
    return new LineSettings.Limits(
        levels.raise(),
        levels.clear(),
        section.number("minimumPackets", 0, MOST_PACKETS, standard.minimumPackets()));
  }

  static DetectionSettings.Flatline flatline(
      Section detection, DetectionSettings.Flatline standard) {
    Section section = section(detection, FindingKind.FLATLINE);
    return new DetectionSettings.Flatline(
        section.integer("windows", 2, 1000, standard.windows()),
        section.integer("minimumBits", 1, MOST_EVENTS, Math.toIntExact(standard.minimum())));
  }

  static DetectionSettings.CleartextShare cleartext(
      Section detection, DetectionSettings.CleartextShare standard) {
    Section section = section(detection, FindingKind.CLEARTEXT_SHARE_RISING);
    Levels levels = levels(section, 0.001, 0.99, standard.rise(), standard.clearRise());
    return new DetectionSettings.CleartextShare(
        levels.raise(),
        levels.clear(),
        section.integer("minimumEvents", 1, MOST_EVENTS, Math.toIntExact(standard.events())));
  }

  static DetectionSettings.Storm storm(Section detection, DetectionSettings.Storm standard) {
    Section section = section(detection, FindingKind.COUNTER_DISCONTINUITY);
    return new DetectionSettings.Storm(
        section.integer("stormTimes", 1, 1000, standard.times()),
        section
            .duration("stormWithin", Duration.ofMinutes(1), Duration.ofDays(7))
            .orElse(standard.within()));
  }

  private static Section section(Section detection, FindingKind kind) {
    return detection.section(kind.label());
  }

  private static Levels levels(
      Section section, double least, double most, double raise, double clear) {
    double raised = section.number(RAISE, least, most, raise);
    double cleared = section.number(CLEAR, least / 10, most, clear);
    if (cleared >= raised) {
      section.wrong(
          section.has(CLEAR) ? CLEAR : RAISE,
          "clearLevel (%s) must be below raiseLevel (%s)".formatted(cleared, raised));
      return new Levels(raise, clear);
    }
    return new Levels(raised, cleared);
  }
}
