package org.postern.finding;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.postern.acl.Action;
import org.postern.acl.MailPort;
import org.postern.counter.Quality;

/** Judges how often the deciding entries were hit: too many denies (A5), no permits (A6). */
final class HitRule {
  private final DetectionSettings settings;

  HitRule(DetectionSettings settings) {
    this.settings = settings;
  }

  List<Observation> judge(
      DeviceAssessment assessment,
      DeviceMemory memory,
      Map<DeviceMemory.Flow, List<String>> expectationIds) {
    List<Observation> observations = new ArrayList<>();
    for (PortAssessment port : assessment.ports()) {
      DeviceMemory.Flow flow = new DeviceMemory.Flow(port.crossing().name(), port.port());
      List<String> ids = expectationIds.getOrDefault(flow, List.of());
      observations.add(denied(assessment, port, memory.denyHits(flow, settings), ids));
      observations.add(permitted(assessment, port, memory.permitHits(flow, settings), ids));
    }
    return observations;
  }

  private static boolean isJudgeable(DeviceAssessment assessment, WindowHits hits) {
    return hits.isJudgeable() && !assessment.restarted();
  }

  private Observation denied(
      DeviceAssessment assessment, PortAssessment port, HitHistory history, List<String> ids) {
    WindowHits hits = port.denyHits();
    HitHistory.Opinion opinion =
        isJudgeable(assessment, hits) ? history.denied(hits.count()) : history.interrupted();
    String observed = hits.count() + " deny hits in the window";
    String expected = usual(opinion);
    Evidence evidence =
        evidence(
            port,
            Action.DENY,
            observed,
            expected,
            words(observed, opinion) + String.format(Locale.ROOT, " (z %.1f)", opinion.score()),
            hits.quality());
    Severity severity =
        ids.contains(DefaultExpectations.COUNTED_DENY)
            ? Severity.CRITICAL
            : FindingKind.DENY_SPIKE.severity();
    return observation(assessment, FindingKind.DENY_SPIKE, port, opinion, severity, evidence);
  }

  private Observation permitted(
      DeviceAssessment assessment, PortAssessment port, HitHistory history, List<String> ids) {
    WindowHits hits = port.permitHits();
    HitHistory.Opinion opinion =
        isJudgeable(assessment, hits) ? history.permitted(hits.count()) : history.interrupted();
    String observed =
        opinion.windows() > 0
            ? "no permit hit in " + opinion.windows() + " windows"
            : hits.count() + " permit hits in the window";
    String expected = usual(opinion);
    Evidence evidence =
        evidence(port, Action.PERMIT, observed, expected, words(observed, opinion), hits.quality());
    boolean vital = ids.stream().anyMatch(DefaultExpectations.VITAL::contains);
    return observation(
        assessment,
        FindingKind.PERMIT_HITS_ZERO,
        port,
        opinion,
        vital ? Severity.CRITICAL : Severity.MAJOR,
        evidence);
  }

  private static Evidence evidence(
      PortAssessment port,
      Action action,
      String observed,
      String expected,
      String words,
      Quality quality) {
    String crossing = port.crossing().name();
    MailPort mailPort = port.port();
    return EvidenceText.of(
        crossing,
        EvidenceText.decidingWithText(port.verdict().deciding(), action),
        observed,
        expected,
        crossing
            + ":"
            + mailPort.number()
            + ": "
            + words
            + "; "
            + EvidenceText.deciding(port.verdict().deciding(), action),
        quality);
  }

  private static Observation observation(
      DeviceAssessment assessment,
      FindingKind kind,
      PortAssessment port,
      HitHistory.Opinion opinion,
      Severity severity,
      Evidence evidence) {
    FindingKey key =
        new FindingKey(kind, Subject.of(assessment.device(), port.crossing().name(), port.port()));
    return new Observation(key, opinion.present(), opinion.clearing(), severity, evidence);
  }

  private static String usual(HitHistory.Opinion opinion) {
    return opinion.expected().isPresent()
        ? "about " + rounded(opinion.expected().getAsDouble())
        : "not learned yet";
  }

  private static String words(String observed, HitHistory.Opinion opinion) {
    return observed
        + (opinion.expected().isPresent() ? ", usually " : ", the usual level is ")
        + usual(opinion);
  }

  private static String rounded(double hits) {
    return hits >= 10
        ? String.format(Locale.ROOT, "%.0f", hits)
        : String.format(Locale.ROOT, "%.1f", hits);
  }
}
