package org.postern.config;

import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.postern.config.DetectionConfig.DenySpike;
import org.postern.config.DetectionConfig.EntryUnused;
import org.postern.config.DetectionConfig.Flapping;
import org.postern.config.DetectionConfig.Kind;
import org.postern.config.DetectionConfig.PermitHitsZero;
import org.postern.finding.FindingKind;
import org.postern.finding.Severity;

/** Reads {@code detection}. */
final class DetectionReader {
  private static final Duration MINUTE = Duration.ofMinutes(1);
  private static final int MOST_HITS = 1_000_000_000;

  private DetectionReader() {}

  /**
   * Reads it.
   *
   * @param sites where devices are
   */
  static DetectionConfig read(Section section, OverrideReader overrides, Set<String> sites) {
    DetectionConfig standard = DetectionConfig.standard();
    Map<FindingKind, Kind> kinds = new EnumMap<>(FindingKind.class);
    for (FindingKind kind : FindingKind.values()) {
      kinds.put(kind, kind(section.section(kind.label()), standard.kind(kind)));
    }
    int seasons = section.integer("seasons", 2, 12, standard.seasons());
    int learning = section.integer("learning", 1, 12, standard.learning());
    if (learning > seasons) {
      section.wrong("learning", "must not be above seasons, which is " + seasons);
    }
    return new DetectionConfig(
        section.duration("window", MINUTE, Duration.ofHours(1)).orElse(standard.window()),
        seasons,
        learning,
        CalendarReader.read(section.section("calendar"), standard.calendar().general(), sites),
        flapping(section.section("flapping"), standard.flapping()),
        denySpike(section.section(FindingKind.DENY_SPIKE.label()), standard.denySpike()),
        permitHitsZero(
            section.section(FindingKind.PERMIT_HITS_ZERO.label()), standard.permitHitsZero()),
        LevelReader.traffic(section, standard.traffic(), kinds),
        LevelReader.lines(section, standard.lines()),
        LevelReader.flatline(section, standard.flatline()),
        LevelReader.cleartext(section, standard.cleartext()),
        LevelReader.storm(section, standard.storm()),
        entryUnused(section.section(FindingKind.ENTRY_UNUSED.label()), standard.entryUnused()),
        kinds,
        overrides.read(section.sections("overrides")));
  }

  private static Kind kind(Section section, Kind standard) {
    Optional<Severity> severity = section.word("severity", Words.SEVERITIES);
    return new Kind(
        section.flag("enabled", standard.enabled()),
        section.integer("raise", 1, 100, standard.raise()),
        section.integer("clear", 1, 100, standard.clear()),
        severity);
  }

  private static Flapping flapping(Section section, Flapping standard) {
    return new Flapping(
        section.integer("changes", 2, 1000, standard.changes()),
        section.duration("within", MINUTE, Duration.ofDays(7)).orElse(standard.within()));
  }

  private static DenySpike denySpike(Section section, DenySpike standard) {
    double raiseLevel = section.number("raiseLevel", 1, 100, standard.raiseLevel());
    double clearLevel = section.number("clearLevel", 0, 100, standard.clearLevel());
    int minimumHits = section.integer("minimumHits", 1, MOST_HITS, standard.minimumHits());
    if (clearLevel >= raiseLevel) {
      section.wrong(
          section.has("clearLevel") ? "clearLevel" : "raiseLevel",
          "clearLevel (%s) must be below raiseLevel (%s)".formatted(clearLevel, raiseLevel));
      return standard;
    }
    return new DenySpike(raiseLevel, clearLevel, minimumHits);
  }

  private static EntryUnused entryUnused(Section section, EntryUnused standard) {
    return new EntryUnused(
        section
            .duration("after", Duration.ofDays(1), Duration.ofDays(3650))
            .orElse(standard.after()),
        section.integer("otherHits", 1, MOST_HITS, standard.otherHits()));
  }

  private static PermitHitsZero permitHitsZero(Section section, PermitHitsZero standard) {
    return new PermitHitsZero(
        section.integer("expectedHits", 1, MOST_HITS, standard.expectedHits()));
  }
}
