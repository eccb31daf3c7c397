package org.postern.finding;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.postern.acl.MailPort;
import org.postern.counter.Quality;

/** Judges whether cleartext takes a growing part of the access to mailboxes (A10). */
final class CleartextRule {
  private static final Map<MailPort, MailPort> ENCRYPTED =
      Map.of(MailPort.IMAP, MailPort.IMAPS, MailPort.POP3, MailPort.POP3S);

  private final DetectionSettings settings;

  CleartextRule(DetectionSettings settings) {
    this.settings = settings;
  }

  List<Observation> judge(DeviceAssessment assessment, SeriesMemory memory) {
    Map<DeviceMemory.Flow, WindowHits> permits = new HashMap<>();
    for (PortAssessment port : assessment.ports()) {
      permits.put(new DeviceMemory.Flow(port.crossing().name(), port.port()), port.permitHits());
    }
    List<Observation> observations = new ArrayList<>();
    for (PortAssessment port : assessment.ports()) {
      MailPort encrypted = ENCRYPTED.get(port.port());
      if (encrypted == null) {
        continue;
      }
      DeviceMemory.Flow flow = new DeviceMemory.Flow(port.crossing().name(), port.port());
      WindowHits tls =
          permits.getOrDefault(
              new DeviceMemory.Flow(flow.crossing(), encrypted),
              WindowHits.none(Quality.UNAVAILABLE));
      observations.add(judge(assessment, flow, port.permitHits(), tls, memory));
    }
    return observations;
  }

  private Observation judge(
      DeviceAssessment assessment,
      DeviceMemory.Flow flow,
      WindowHits clear,
      WindowHits tls,
      SeriesMemory memory) {
    FindingKey key =
        new FindingKey(
            FindingKind.CLEARTEXT_SHARE_RISING,
            Subject.of(assessment.device(), flow.crossing(), flow.port()));
    if (assessment.restarted() || !clear.isJudgeable() || !tls.isJudgeable()) {
      return Observation.waiting(key); // what is missing belongs to no share
    }
    CleartextHistory.Opinion opinion =
        memory
            .cleartext(flow, () -> settings.of(key.subject()))
            .add(clear.count(), tls.count(), assessment.traffic().covered());
    if (opinion.says() == Observation.Says.WAITING) {
      return Observation.waiting(key);
    }
    String observed =
        percent(opinion.share()) + " of " + opinion.events() + " connections in cleartext";
    String expected = "about " + percent(opinion.reference());
    Evidence evidence =
        EvidenceText.of(
            flow.crossing(),
            "",
            observed,
            expected,
            flow.crossing()
                + ":"
                + flow.port().number()
                + ": "
                + observed
                + ", usually "
                + expected,
            Quality.COMPLETE);
    return new Observation(key, opinion.says(), key.kind().severity(), evidence);
  }

  private static String percent(double share) {
    return String.format(Locale.ROOT, "%.0f %%", 100 * share);
  }
}
