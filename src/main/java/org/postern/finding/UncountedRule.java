package org.postern.finding;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.postern.acl.DecidingEntry;
import org.postern.acl.Verdict;
import org.postern.counter.Quality;

/**
 * Says where the silence of a vital permit could not be seen (A16): an entry that permits its flows
 * is not counted, so that nothing can be said of their number.
 */
final class UncountedRule {
  private static final int NAMED = 2;

  private UncountedRule() {}

  static List<Observation> judge(
      DeviceAssessment assessment, Map<DeviceMemory.Flow, List<String>> expectationIds) {
    List<Observation> observations = new ArrayList<>();
    for (PortAssessment port : assessment.ports()) {
      DeviceMemory.Flow flow = new DeviceMemory.Flow(port.crossing().name(), port.port());
      for (String id : expectationIds.getOrDefault(flow, List.of())) {
        if (DefaultExpectations.VITAL.contains(id)) {
          observations.add(judge(assessment.device(), id, port));
        }
      }
    }
    return observations;
  }

  private static Observation judge(String device, String id, PortAssessment port) {
    FindingKey key =
        new FindingKey(
            FindingKind.MONITOR_BLIND,
            Subject.of(device, id + " " + port.crossing().name(), port.port()));
    List<DecidingEntry> uncounted = port.permitHits().uncounted();
    if (port.verdict().verdict() == Verdict.UNKNOWN) {
      return Observation.undecided(key, () -> evidence(id, port, uncounted));
    }
    return uncounted.isEmpty()
        ? Observation.absent(key, () -> evidence(id, port, uncounted))
        : Observation.present(
            key, FindingKind.MONITOR_BLIND.severity(), evidence(id, port, uncounted));
  }

  private static Evidence evidence(String id, PortAssessment port, List<DecidingEntry> uncounted) {
    boolean counted = uncounted.isEmpty();
    String observed = counted ? "permits are counted" : named(uncounted) + " uncounted";
    return EvidenceText.of(
        port.crossing().name(),
        counted ? "" : EvidenceText.entry(uncounted.get(0)),
        observed,
        "permitted by entries that count",
        port.crossing().name()
            + ":"
            + port.port().number()
            + ": "
            + observed
            + (counted
                ? ""
                : ", so whether mail still comes through is UNKNOWN; have the device count it")
            + " ("
            + id
            + ")",
        counted ? Quality.COMPLETE : Quality.PARTIAL);
  }

  private static String named(List<DecidingEntry> entries) {
    return entries.stream().limit(NAMED).map(EvidenceText::entry).collect(Collectors.joining(", "))
        + (entries.size() > NAMED ? " and " + (entries.size() - NAMED) + " more" : "")
        + (entries.size() == 1 ? " is" : " are");
  }
}
