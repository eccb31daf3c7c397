package org.postern.finding;

import java.util.ArrayList;
import java.util.List;
import org.postern.counter.Quality;

/** Judges how a device answered: unreachable (A14), or answering with gaps (A16). */
final class ContactRule {
  /** What a finding about an incomplete reading is about. */
  static final String READING = "reading";

  private ContactRule() {}

  static List<Observation> judge(DeviceAssessment assessment) {
    List<Observation> observations = new ArrayList<>();
    observations.add(reachability(assessment));
    if (assessment.contact().answers()) {
      observations.add(reading(assessment));
    }
    return observations;
  }

  private static Observation reachability(DeviceAssessment assessment) {
    DeviceAssessment.Contact contact = assessment.contact();
    FindingKey key =
        new FindingKey(FindingKind.DEVICE_UNREACHABLE, Subject.device(assessment.device()));
    String observed =
        switch (contact.reachability()) {
          case UP -> contact.slow() ? "slow" : "up";
          case PARTIAL -> "partial";
          case NO_RESPONSE -> "noResponse";
          case AUTH_FAILURE -> "authFailure";
          case UNKNOWN -> "unknown";
        };
    String failures =
        contact.consecutiveFailures() > 1
            ? " (" + contact.consecutiveFailures() + " polls in a row)"
            : "";
    Evidence evidence =
        EvidenceText.of(
            "",
            "",
            observed,
            "answers",
            assessment.device() + ": " + observed + failures + ": " + contact.text(),
            contact.answers() ? Quality.COMPLETE : Quality.UNAVAILABLE);
    return switch (contact.reachability()) {
      case UP, PARTIAL -> Observation.absent(key, evidence);
      case NO_RESPONSE, AUTH_FAILURE ->
          Observation.present(key, FindingKind.DEVICE_UNREACHABLE.severity(), evidence);
      case UNKNOWN -> Observation.undecided(key, evidence);
    };
  }

  private static Observation reading(DeviceAssessment assessment) {
    FindingKey key =
        new FindingKey(FindingKind.MONITOR_BLIND, Subject.of(assessment.device(), READING));
    String gaps =
        assessment.gaps().isEmpty() ? "no reason told" : String.join("; ", assessment.gaps());
    String observed = assessment.complete() ? "complete" : "incomplete: " + gaps;
    Evidence evidence =
        EvidenceText.of(
            "",
            "",
            observed,
            "complete",
            assessment.device() + ": reading of the access lists is " + observed,
            assessment.complete() ? Quality.COMPLETE : Quality.PARTIAL);
    return assessment.complete()
        ? Observation.absent(key, evidence)
        : Observation.present(key, FindingKind.MONITOR_BLIND.severity(), evidence);
  }
}
