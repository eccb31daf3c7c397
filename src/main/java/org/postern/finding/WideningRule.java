package org.postern.finding;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.postern.acl.AccessList;
import org.postern.acl.AclEvaluator;
import org.postern.acl.Action;
import org.postern.acl.Crossing;
import org.postern.acl.DecidingEntry;
import org.postern.acl.FlowChange;
import org.postern.acl.FlowPrefixes;
import org.postern.acl.MailPort;
import org.postern.counter.Quality;

/**
 * Judges whether the believed lists permit flows to a mail port that the accepted lists do not
 * (A2). What an exception in force allows is left out.
 */
final class WideningRule {
  private final AclEvaluator evaluator;

  WideningRule(AclEvaluator evaluator) {
    this.evaluator = evaluator;
  }

  List<Observation> judge(
      DeviceAssessment assessment,
      DeviceMemory memory,
      ExpectationMatcher expectations,
      LocalDate today) {
    List<Observation> observations = new ArrayList<>();
    for (PortAssessment port : assessment.ports()) {
      observations.add(judge(port, memory, expectations, today));
    }
    return observations;
  }

  private Observation judge(
      PortAssessment assessed,
      DeviceMemory memory,
      ExpectationMatcher expectations,
      LocalDate today) {
    Crossing crossing = assessed.crossing();
    MailPort port = assessed.port();
    FindingKey key =
        new FindingKey(
            FindingKind.PERMIT_WIDENED, Subject.of(memory.device(), crossing.name(), port));
    List<Crossing> asked = expectations.withoutExceptions(memory.device(), crossing, port, today);
    FlowChange change = compare(memory, asked, port);
    if (!change.isKnown()) {
      return Observation.undecided(key, unknown(crossing, port, change));
    }
    if (change.widened().isEmpty()) {
      return Observation.absent(
          key,
          () ->
              EvidenceText.of(
                  crossing.name(),
                  "",
                  "nothing more than accepted",
                  "nothing more than accepted",
                  crossing.name() + ":" + port.number() + " permits no more than was accepted",
                  Quality.COMPLETE));
    }
    boolean guarded = breaksGuarded(memory, crossing, port, expectations, today);
    return Observation.present(
        key,
        guarded ? Severity.CRITICAL : FindingKind.PERMIT_WIDENED.severity(),
        widened(crossing, port, change));
  }

  private FlowChange compare(DeviceMemory memory, List<Crossing> asked, MailPort port) {
    List<FlowPrefixes> widened = new ArrayList<>();
    List<FlowPrefixes> narrowed = new ArrayList<>();
    List<DecidingEntry> by = new ArrayList<>();
    List<String> reasons = new ArrayList<>();
    for (Crossing part : asked) {
      FlowChange change =
          evaluator.compare(lists(memory.permits()), lists(memory.confirmed()), part, port);
      widened.addAll(change.widened());
      narrowed.addAll(change.narrowed());
      by.addAll(change.by());
      reasons.addAll(change.reasons());
    }
    return new FlowChange(widened, narrowed, by, reasons);
  }

  /** Whether the widened flows are among those that E2, E4 or E8 deny. */
  private boolean breaksGuarded(
      DeviceMemory memory,
      Crossing crossing,
      MailPort port,
      ExpectationMatcher expectations,
      LocalDate today) {
    return expectations.match(memory.device(), crossing, port, today).stream()
        .filter(match -> DefaultExpectations.GUARDED.contains(match.expectation().id()))
        .filter(match -> match.expectation().action() == Action.DENY)
        .map(match -> compare(memory, match.flows(), port))
        .anyMatch(change -> change.isKnown() && !change.widened().isEmpty());
  }

  private static Evidence unknown(Crossing crossing, MailPort port, FlowChange change) {
    String reasons = String.join("; ", change.reasons());
    return EvidenceText.of(
        crossing.name(),
        "",
        "unknown: " + reasons,
        "nothing more than accepted",
        crossing.name() + ":" + port.number() + ": the change cannot be told: " + reasons,
        Quality.PARTIAL);
  }

  private static Evidence widened(Crossing crossing, MailPort port, FlowChange change) {
    String flows = EvidenceText.flows(change.widened(), false, crossing, port);
    return EvidenceText.of(
        crossing.name(),
        EvidenceText.decidingWithText(change.by(), Action.PERMIT),
        flows + " permitted",
        "not permitted, as accepted before",
        flows
            + " permitted by "
            + EvidenceText.deciding(change.by(), Action.PERMIT)
            + "; not permitted before ("
            + crossing.name()
            + ")",
        Quality.COMPLETE);
  }

  private static List<AccessList> lists(Collection<DigestedList> digested) {
    return digested.stream().map(DigestedList::list).toList();
  }
}
