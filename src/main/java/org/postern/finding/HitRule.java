package org.postern.finding;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.stream.Collectors;
import org.postern.acl.Action;
import org.postern.acl.DecidingEntry;
import org.postern.counter.Quality;
import org.postern.counter.Seasons.Slot;
import org.postern.finding.Observation.Says;

/** Judges how often the deciding entries were hit: too many denies (A5), no permits (A6). */
final class HitRule {
  /** Entries that are named as those hit most. */
  private static final int NAMED = 3;

  private final DetectionSettings settings;

  HitRule(DetectionSettings settings) {
    this.settings = settings;
  }

  List<Observation> judge(
      DeviceAssessment assessment,
      SeriesMemory memory,
      Map<DeviceMemory.Flow, List<String>> expectationIds) {
    List<Observation> observations = new ArrayList<>();
    Slot slot = settings.series().calendar().apply(assessment.device()).slot(assessment.time());
    for (PortAssessment port : assessment.ports()) {
      List<String> ids =
          expectationIds.getOrDefault(
              new DeviceMemory.Flow(port.crossing().name(), port.port()), List.of());
      // Where no entry with this action decides, there are no hits to learn from.
      for (HitPart part : parts(FindingKind.DENY_SPIKE, Action.DENY, assessment, port, memory)) {
        observations.add(
            !part.deciding().isEmpty() || memory.hasDenies(part.series())
                ? denied(
                    assessment,
                    port,
                    part,
                    memory.denies(part.series(), () -> settings.of(part.key().subject())),
                    slot,
                    ids)
                : Observation.waiting(part.key()));
      }
      for (HitPart part :
          parts(FindingKind.PERMIT_HITS_ZERO, Action.PERMIT, assessment, port, memory)) {
        observations.add(
            !part.deciding().isEmpty() || memory.hasPermits(part.series())
                ? permitted(
                    assessment,
                    port,
                    part,
                    memory.permits(part.series(), () -> settings.of(part.key().subject())),
                    slot,
                    ids)
                : Observation.waiting(part.key()));
      }
    }
    return observations;
  }

  private List<HitPart> parts(
      FindingKind kind,
      Action action,
      DeviceAssessment assessment,
      PortAssessment port,
      SeriesMemory memory) {
    List<HitPart> parts = HitPart.of(kind, action, assessment.device(), port, settings.overrides());
    parts.forEach(memory::judged);
    return parts;
  }

  private static boolean isJudgeable(DeviceAssessment assessment, WindowHits hits) {
    return hits.isJudgeable() && !assessment.restarted();
  }

  private Observation denied(
      DeviceAssessment assessment,
      PortAssessment port,
      HitPart part,
      DenyHistory history,
      Slot slot,
      List<String> ids) {
    FindingKey key = part.key();
    WindowHits hits = part.hits();
    history.entries(deniers(part));
    DenyHistory.Opinion opinion =
        isJudgeable(assessment, hits)
            ? history.add(
                hits.count(), assessment.traffic().covered(), settings.series().window(), slot)
            : history.interrupted();
    if (opinion.says() == Says.WAITING) {
      return Observation.waiting(key);
    }
    String observed = Math.round(opinion.hits()) + " deny hits in the window";
    String words =
        words(observed, opinion.expected())
            + String.format(Locale.ROOT, " (z %.1f)", opinion.score())
            + SourceText.of(assessment.traffic().connections(), port.port())
            + top(hits);
    Severity severity =
        ids.contains(DefaultExpectations.COUNTED_DENY)
            ? Severity.CRITICAL
            : FindingKind.DENY_SPIKE.severity();
    return new Observation(
        key,
        opinion.says(),
        severity,
        evidence(port, part, Action.DENY, observed, opinion.expected(), words, hits.quality()));
  }

  /** Names the entries that deny now, whatever their order. */
  private static int deniers(HitPart part) {
    return part.deciding().stream()
        .map(
            entry -> entry.list() + "|" + (entry.text().isEmpty() ? entry.entryId() : entry.text()))
        .collect(Collectors.toSet())
        .hashCode();
  }

  private static String top(WindowHits hits) {
    List<EntryHits> top = hits.top(NAMED);
    return top.isEmpty()
        ? ""
        : top.stream()
            .map(each -> EvidenceText.entry(each.entry()) + " " + each.count())
            .collect(Collectors.joining(", ", "; most of the last poll: ", ""));
  }

  private Observation permitted(
      DeviceAssessment assessment,
      PortAssessment port,
      HitPart part,
      PermitHistory history,
      Slot slot,
      List<String> ids) {
    FindingKey key = part.key();
    WindowHits hits = part.hits();
    PermitHistory.Opinion opinion =
        isJudgeable(assessment, hits)
            ? history.add(
                hits.count(), assessment.traffic().covered(), settings.series().window(), slot)
            : history.interrupted();
    if (opinion.says() == Says.WAITING) {
      return Observation.waiting(key);
    }
    String observed =
        opinion.silentWindows() > 0
            ? "no permit hit in " + opinion.silentWindows() + " windows"
            : Math.round(opinion.hits()) + " permit hits";
    boolean vital = ids.stream().anyMatch(DefaultExpectations.VITAL::contains);
    return new Observation(
        key,
        opinion.says(),
        vital ? Severity.CRITICAL : Severity.MAJOR,
        evidence(
            port,
            part,
            Action.PERMIT,
            observed,
            opinion.expected(),
            words(observed, opinion.expected()),
            hits.quality()));
  }

  private static Evidence evidence(
      PortAssessment port,
      HitPart part,
      Action action,
      String observed,
      OptionalDouble expected,
      String words,
      Quality quality) {
    String crossing = port.crossing().name();
    List<DecidingEntry> deciding =
        part.deciding().isEmpty() ? port.verdict().deciding() : part.deciding();
    return EvidenceText.of(
        crossing,
        EvidenceText.decidingWithText(deciding, action),
        observed,
        usual(expected),
        crossing
            + ":"
            + port.port().number()
            + ": "
            + words
            + "; "
            + EvidenceText.deciding(deciding, action),
        quality);
  }

  private static String usual(OptionalDouble expected) {
    return expected.isPresent()
        ? "about " + EvidenceText.number(expected.getAsDouble())
        : "not learned yet";
  }

  private static String words(String observed, OptionalDouble expected) {
    return observed
        + (expected.isPresent() ? ", usually " : ", the usual level is ")
        + usual(expected);
  }
}
