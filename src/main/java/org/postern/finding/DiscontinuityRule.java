package org.postern.finding;

import java.util.ArrayList;
import java.util.List;
import org.postern.counter.Quality;

/** Judges whether counters of a device started again (A13), and whether they do so too often. */
final class DiscontinuityRule {
  private static final int NAMED = 3;

  private final DetectionSettings.Storm storm;

  DiscontinuityRule(DetectionSettings settings) {
    storm = settings.storm();
  }

  Observation judge(DeviceAssessment assessment, DiscontinuityHistory history) {
    FindingKey key =
        new FindingKey(FindingKind.COUNTER_DISCONTINUITY, Subject.device(assessment.device()));
    List<String> what = discontinuities(assessment);
    if (what.isEmpty()) {
      return Observation.absent(
          key,
          () ->
              EvidenceText.of(
                  "",
                  "",
                  "counters went on",
                  "counters go on",
                  assessment.device() + ": the counters went on",
                  Quality.COMPLETE));
    }
    int times = history.seen(assessment.time(), assessment.time().minus(storm.within()));
    boolean often = times >= storm.times();
    String names = String.join(", ", what.subList(0, Math.min(NAMED, what.size())));
    String more = what.size() > NAMED ? " and " + (what.size() - NAMED) + " more" : "";
    String frequency =
        often ? "; in " + times + " polls of the last " + storm.within().toMinutes() + " min" : "";
    Evidence evidence =
        EvidenceText.of(
            "",
            "",
            names + more,
            "counters go on",
            assessment.device() + ": " + names + more + frequency,
            Quality.RESET);
    Severity severity = often ? Severity.WARNING : FindingKind.COUNTER_DISCONTINUITY.severity();
    return Observation.present(key, severity, evidence);
  }

  private static List<String> discontinuities(DeviceAssessment assessment) {
    List<String> what = new ArrayList<>();
    if (assessment.restarted()) {
      what.add("the device restarted");
    }
    for (Board.InterfaceRow row : assessment.traffic().interfaces()) {
      if (row.renumbered()) {
        what.add("interface " + row.name() + " has another ifIndex, " + row.ifIndex());
      } else if (isBroken(row.quality()) && !assessment.restarted()) {
        what.add("octets of interface " + row.name() + ": " + row.quality().label());
      }
    }
    for (PortAssessment port : assessment.ports()) {
      Quality quality = worse(port.permitHits().quality(), port.denyHits().quality());
      if (isBroken(quality) && !assessment.restarted()) {
        what.add(
            "hits of "
                + port.crossing().name()
                + ":"
                + port.port().number()
                + ": "
                + quality.label());
      }
    }
    return what;
  }

  private static Quality worse(Quality one, Quality other) {
    return isBroken(one) ? one : other;
  }

  private static boolean isBroken(Quality quality) {
    return switch (quality) {
      case RESET, IMPLAUSIBLE -> true;
      case COMPLETE, PARTIAL, WRAP, GAP, UNAVAILABLE -> false;
    };
  }
}
