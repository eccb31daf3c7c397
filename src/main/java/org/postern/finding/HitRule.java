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
      DeviceMemory.Flow flow = new DeviceMemory.Flow(port.crossing().name(), port.port());
      List<String> ids = expectationIds.getOrDefault(flow, List.of());
      observations.add(
          decides(port, Action.DENY) || memory.hasDenies(flow)
              ? denied(
                  assessment,
                  port,
                  memory.denies(flow, () -> settings.of(subject(assessment, port))),
                  slot,
                  ids)
              : Observation.waiting(key(assessment, FindingKind.DENY_SPIKE, port)));
      observations.add(
          decides(port, Action.PERMIT) || memory.hasPermits(flow)
              ? permitted(
                  assessment,
                  port,
                  memory.permits(flow, () -> settings.of(subject(assessment, port))),
                  slot,
                  ids)
              : Observation.waiting(key(assessment, FindingKind.PERMIT_HITS_ZERO, port)));
    }
    return observations;
  }

  /** Where no entry with this action decides, there are no hits to learn from. */
  private static boolean decides(PortAssessment port, Action action) {
    return port.verdict().deciding().stream().anyMatch(entry -> entry.action() == action);
  }

  private static boolean isJudgeable(DeviceAssessment assessment, WindowHits hits) {
    return hits.isJudgeable() && !assessment.restarted();
  }

  private Observation denied(
      DeviceAssessment assessment,
      PortAssessment port,
      DenyHistory history,
      Slot slot,
      List<String> ids) {
    FindingKey key = key(assessment, FindingKind.DENY_SPIKE, port);
    WindowHits hits = port.denyHits();
    history.entries(deniers(port));
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
        evidence(port, Action.DENY, observed, opinion.expected(), words, hits.quality()));
  }

  /** Names the entries that deny now, whatever their order. */
  private static int deniers(PortAssessment port) {
    return port.verdict().deciding().stream()
        .filter(entry -> entry.action() == Action.DENY)
        .map(
            entry -> entry.list() + "|" + (entry.text().isEmpty() ? entry.entryId() : entry.text()))
        .collect(Collectors.toSet())
        .hashCode();
  }

  private static String top(WindowHits hits) {
    return hits.top().isEmpty()
        ? ""
        : hits.top().stream()
            .map(each -> EvidenceText.entry(each.entry()) + " " + each.hits())
            .collect(Collectors.joining(", ", "; most of the last poll: ", ""));
  }

  private Observation permitted(
      DeviceAssessment assessment,
      PortAssessment port,
      PermitHistory history,
      Slot slot,
      List<String> ids) {
    FindingKey key = key(assessment, FindingKind.PERMIT_HITS_ZERO, port);
    WindowHits hits = port.permitHits();
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
            Action.PERMIT,
            observed,
            opinion.expected(),
            words(observed, opinion.expected()),
            hits.quality()));
  }

  private static FindingKey key(
      DeviceAssessment assessment, FindingKind kind, PortAssessment port) {
    return new FindingKey(kind, subject(assessment, port));
  }

  private static Subject subject(DeviceAssessment assessment, PortAssessment port) {
    return Subject.of(assessment.device(), port.crossing().name(), port.port());
  }

  private static Evidence evidence(
      PortAssessment port,
      Action action,
      String observed,
      OptionalDouble expected,
      String words,
      Quality quality) {
    String crossing = port.crossing().name();
    List<DecidingEntry> deciding = port.verdict().deciding();
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
