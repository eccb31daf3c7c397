package org.postern.config;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Set;
import org.postern.acl.MailPort;
import org.postern.finding.FindingKind;
import org.postern.finding.SubjectRule;
import org.postern.finding.SubjectRules;

/** Reads {@code detection.overrides}. */
final class OverrideReader {
  private static final double MOST = 1e15;
  private static final String RAISE = "raiseLevel";
  private static final String CLEAR = "clearLevel";
  private static final String MINIMUM = "minimum";
  private static final String ENTRIES = "entries";

  /** What a level of each kind that has one can be, as in the kind's own section. */
  private static final Map<FindingKind, Range> LEVELS =
      new EnumMap<>(
          Map.of(
              FindingKind.DENY_SPIKE, new Range(1, 100),
              FindingKind.TRAFFIC_SPIKE, new Range(0.1, 100),
              FindingKind.TRAFFIC_DROP, new Range(0.1, 100),
              FindingKind.CLEARTEXT_SHARE_RISING, new Range(0.001, 0.99),
              FindingKind.UTILISATION_HIGH, new Range(0.001, 1),
              FindingKind.ERRORS_HIGH, new Range(0.000001, 1),
              FindingKind.DISCARDS_HIGH, new Range(0.000001, 1)));

  /** The least that the minimum of each kind that has one can be. */
  private static final Map<FindingKind, Integer> MINIMA =
      new EnumMap<>(
          Map.of(
              FindingKind.DENY_SPIKE, 1,
              FindingKind.PERMIT_HITS_ZERO, 1,
              FindingKind.ENTRY_UNUSED, 1,
              FindingKind.TRAFFIC_SPIKE, 0,
              FindingKind.TRAFFIC_DROP, 0,
              FindingKind.FLATLINE, 1,
              FindingKind.CLEARTEXT_SHARE_RISING, 1,
              FindingKind.ERRORS_HIGH, 0,
              FindingKind.DISCARDS_HIGH, 0));

  private final Problems problems;
  private final DevicePatterns devices;

  private record Range(double least, double most) {}

  OverrideReader(Problems problems, Set<String> deviceNames) {
    this.problems = problems;
    this.devices = new DevicePatterns(problems, deviceNames);
  }

  SubjectRules read(List<Section> sections) {
    List<SubjectRule> overrides = new ArrayList<>();
    for (Section section : sections) {
      if (!section.has("kind")) {
        section.wrong("kind", SchemaWords.MISSING);
      }
      section
          .word("kind", Words.KINDS)
          .flatMap(kind -> override(section, kind))
          .ifPresent(overrides::add);
    }
    return new SubjectRules(overrides);
  }

  private Optional<SubjectRule> override(Section section, FindingKind kind) {
    OptionalDouble raise = level(section, RAISE, kind, 1);
    OptionalDouble clear = level(section, CLEAR, kind, 10);
    if (raise.isPresent() != clear.isPresent()) {
      section.wrong(raise.isPresent() ? CLEAR : RAISE, "raiseLevel and clearLevel go together");
      return Optional.empty();
    }
    if (raise.isPresent() && clear.getAsDouble() >= raise.getAsDouble()) {
      section.wrong(
          CLEAR,
          "clearLevel (%s) must be below raiseLevel (%s)"
              .formatted(clear.getAsDouble(), raise.getAsDouble()));
      return Optional.empty();
    }
    return Optional.of(
        new SubjectRule(
            kind,
            subjects(section, kind),
            section.has("enabled") ? Optional.of(section.flag("enabled", true)) : Optional.empty(),
            section.word("severity", Words.SEVERITIES),
            times(section, "raise"),
            times(section, "clear"),
            raise,
            clear,
            minimum(section, kind)));
  }

  private SubjectRule.Subjects subjects(Section section, FindingKind kind) {
    Set<String> named = new HashSet<>();
    for (Section.Item item : section.items("devices")) {
      section.text(item).ifPresent(text -> named.addAll(devices.fitting(text, item)));
    }
    Set<MailPort> ports = section.has("ports") ? Words.ports(section, problems) : Set.of();
    return new SubjectRule.Subjects(named, section.texts("objects"), entries(section, kind), ports);
  }

  private List<String> entries(Section section, FindingKind kind) {
    if (section.has(ENTRIES) && !SubjectRule.mayNameEntries(kind)) {
      section.wrong(
          ENTRIES, kind.label() + " is not judged by entry; denySpike and permitHitsZero can be");
      return List.of();
    }
    List<String> entries = new ArrayList<>();
    for (Section.Item item : section.items(ENTRIES)) {
      section.text(item).flatMap(text -> entry(text, item)).ifPresent(entries::add);
    }
    return entries;
  }

  private Optional<String> entry(String text, Section.Item item) {
    String bare = text.startsWith("entry ") ? text.substring("entry ".length()) : text;
    String whole = bare.contains(" of ") ? bare : bare + " of LIST";
    if (!whole.equals(text)) {
      problems.atValue(
          item.path(),
          item.node(),
          "must be an entry and its list; did you mean " + Shown.quoted(whole) + "?");
      return Optional.empty();
    }
    return Optional.of(text);
  }

  private static OptionalInt times(Section section, String key) {
    return section.has(key) ? OptionalInt.of(section.integer(key, 1, 100, 1)) : OptionalInt.empty();
  }

  private static OptionalDouble level(Section section, String key, FindingKind kind, int lower) {
    Range range = LEVELS.get(kind);
    if (!section.has(key)) {
      return OptionalDouble.empty();
    }
    if (range == null) {
      section.wrong(key, kind.label() + " has no level");
      return OptionalDouble.empty();
    }
    double least = range.least() / lower;
    return OptionalDouble.of(section.number(key, least, range.most(), least));
  }

  private static OptionalDouble minimum(Section section, FindingKind kind) {
    Integer least = MINIMA.get(kind);
    if (!section.has(MINIMUM)) {
      return OptionalDouble.empty();
    }
    if (least == null) {
      section.wrong(MINIMUM, kind.label() + " has no minimum");
      return OptionalDouble.empty();
    }
    return OptionalDouble.of(section.number(MINIMUM, least, MOST, least));
  }
}
