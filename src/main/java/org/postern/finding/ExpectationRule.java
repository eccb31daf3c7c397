package org.postern.finding;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.postern.acl.AccessList;
import org.postern.acl.AclEvaluator;
import org.postern.acl.Action;
import org.postern.acl.Crossing;
import org.postern.acl.DecidingEntry;
import org.postern.acl.MailPort;
import org.postern.acl.PortVerdict;
import org.postern.acl.Verdict;
import org.postern.counter.Quality;

/**
 * Judges the lists against the expectations (A4), and says where they cannot be judged (A16). An
 * unknown verdict neither raises nor clears an expectation's finding.
 */
final class ExpectationRule {
  private final AclEvaluator evaluator;

  ExpectationRule(AclEvaluator evaluator) {
    this.evaluator = evaluator;
  }

  /** What one expectation's flows do. */
  private enum Outcome {
    MET,
    BROKEN,
    UNKNOWN
  }

  /** The flows of one match that decide its outcome, and how. */
  private record Answer(Outcome outcome, Crossing flows, PortVerdict verdict) {}

  DeviceMemory.PolicyPart judge(
      DeviceAssessment assessment, ExpectationMatcher expectations, LocalDate today) {
    List<AccessList> lists = assessment.lists().stream().map(DigestedList::list).toList();
    List<Observation> observations = new ArrayList<>();
    List<PortConformance> conformance = new ArrayList<>();
    Map<DeviceMemory.Flow, List<String>> ids = new HashMap<>();
    Map<String, List<String>> blind = new LinkedHashMap<>();
    for (PortAssessment assessed : assessment.ports()) {
      Crossing crossing = assessed.crossing();
      MailPort port = assessed.port();
      ExpectationMatcher.Covering covering =
          expectations.covering(assessment.device(), crossing, port, today);
      List<ExpectationMatcher.Match> matches = covering.matches();
      if (!matches.isEmpty()) {
        blind.computeIfAbsent(crossing.name(), name -> new ArrayList<>());
      }
      List<Outcome> outcomes = new ArrayList<>();
      for (ExpectationMatcher.Match match : matches) {
        Answer answer = ask(lists, match, assessed);
        outcomes.add(answer.outcome());
        observations.add(observation(assessment.device(), match.expectation(), answer, port));
        if (answer.outcome() == Outcome.UNKNOWN) {
          blind
              .getOrDefault(crossing.name(), new ArrayList<>())
              .add(blindness(match, answer, port));
        }
        if (match.expectation().id().equals(DefaultExpectations.COUNTED_DENY)) {
          observations.add(counted(assessment.device(), match.expectation(), answer, port));
        }
      }
      conformance.add(
          new PortConformance(
              crossing.name(),
              port,
              expected(matches),
              conformance(outcomes),
              covering.excepted()));
      ids.put(
          new DeviceMemory.Flow(crossing.name(), port),
          matches.stream().map(match -> match.expectation().id()).toList());
    }
    blind.forEach(
        (crossing, reasons) -> observations.add(blind(assessment.device(), crossing, reasons)));
    return new DeviceMemory.PolicyPart(observations, conformance, Map.copyOf(ids));
  }

  /** The first broken flows decide, else the first unknown ones, else all is met. */
  private Answer ask(
      List<AccessList> lists, ExpectationMatcher.Match match, PortAssessment assessed) {
    Optional<Answer> unknown = Optional.empty();
    Optional<Answer> met = Optional.empty();
    for (Crossing flows : match.flows()) {
      PortVerdict verdict =
          flows.equals(assessed.crossing())
              ? assessed.verdict()
              : evaluator.evaluate(lists, flows, assessed.port());
      Answer answer =
          new Answer(outcome(match.expectation().action(), verdict.verdict()), flows, verdict);
      switch (answer.outcome()) {
        case BROKEN -> {
          return answer;
        }
        case UNKNOWN -> unknown = unknown.or(() -> Optional.of(answer));
        case MET -> met = met.or(() -> Optional.of(answer));
      }
    }
    return unknown.orElseGet(met::orElseThrow);
  }

  private static Outcome outcome(Action expected, Verdict verdict) {
    return switch (verdict) {
      case UNKNOWN -> Outcome.UNKNOWN;
      case PARTLY -> Outcome.BROKEN;
      case PERMITTED -> expected == Action.PERMIT ? Outcome.MET : Outcome.BROKEN;
      case DENIED -> expected == Action.DENY ? Outcome.MET : Outcome.BROKEN;
    };
  }

  private static Observation observation(
      String device, Policy.Expectation expectation, Answer answer, MailPort port) {
    FindingKind kind =
        expectation.action() == Action.DENY
            ? FindingKind.EXPECTED_DENY
            : FindingKind.EXPECTED_PERMIT;
    FindingKey key =
        new FindingKey(
            kind, Subject.of(device, expectation.id() + " " + answer.flows().name(), port));
    return switch (answer.outcome()) {
      case MET -> Observation.absent(key, () -> evidence(expectation, answer, port));
      case UNKNOWN -> Observation.undecided(key, () -> evidence(expectation, answer, port));
      case BROKEN ->
          Observation.present(
              key, severity(expectation, answer), evidence(expectation, answer, port));
    };
  }

  /** A permit that holds in part is one step less grave: some mail still flows. */
  private static Severity severity(Policy.Expectation expectation, Answer answer) {
    boolean inPart =
        expectation.action() == Action.PERMIT && answer.verdict().verdict() == Verdict.PARTLY;
    if (!inPart) {
      return expectation.severity();
    }
    return switch (expectation.severity()) {
      case CRITICAL -> Severity.MAJOR;
      case MAJOR -> Severity.MINOR;
      case MINOR -> Severity.WARNING;
      case WARNING, INFO -> Severity.INFO;
    };
  }

  private static Evidence evidence(Policy.Expectation expectation, Answer answer, MailPort port) {
    PortVerdict verdict = answer.verdict();
    Action decides =
        switch (verdict.verdict()) {
          case PERMITTED -> Action.PERMIT;
          case DENIED, UNKNOWN -> Action.DENY;
          case PARTLY -> expectation.action() == Action.DENY ? Action.PERMIT : Action.DENY;
        };
    String seen = seen(expectation, answer, port, decides);
    String wanted = expectation.action() == Action.PERMIT ? "permit" : "deny";
    return EvidenceText.of(
        answer.flows().name(),
        EvidenceText.decidingWithText(verdict.deciding(), decides),
        seen,
        wanted + " (" + expectation.id() + ")",
        seen + "; expected " + wanted + " (" + expectation.id() + ")",
        verdict.verdict() == Verdict.UNKNOWN ? Quality.PARTIAL : Quality.COMPLETE);
  }

  private static String seen(
      Policy.Expectation expectation, Answer answer, MailPort port, Action decides) {
    PortVerdict verdict = answer.verdict();
    String asked = EvidenceText.flow(answer.flows(), port);
    String by = EvidenceText.deciding(verdict.deciding(), decides);
    String permitted =
        EvidenceText.flows(verdict.permitted(), verdict.permittedTruncated(), answer.flows(), port);
    return switch (verdict.verdict()) {
      case PERMITTED -> asked + " permitted by " + by;
      case DENIED -> asked + " denied by " + by;
      case UNKNOWN -> asked + " unknown: " + String.join("; ", verdict.reasons());
      case PARTLY ->
          expectation.action() == Action.DENY
              ? permitted + " permitted by " + by
              : asked + " in part denied by " + by;
    };
  }

  private static String blindness(ExpectationMatcher.Match match, Answer answer, MailPort port) {
    List<String> reasons = answer.verdict().reasons();
    return match.expectation().id()
        + " on port "
        + port.number()
        + (reasons.isEmpty() ? "" : ": " + reasons.get(0));
  }

  private static Observation blind(String device, String crossing, List<String> reasons) {
    FindingKey key = new FindingKey(FindingKind.MONITOR_BLIND, Subject.of(device, crossing));
    if (reasons.isEmpty()) {
      return Observation.absent(
          key, () -> blind(crossing, "every verdict known", Quality.COMPLETE));
    }
    String observed = "no verdict for " + String.join("; ", reasons);
    return Observation.present(
        key, FindingKind.MONITOR_BLIND.severity(), blind(crossing, observed, Quality.PARTIAL));
  }

  private static Evidence blind(String crossing, String observed, Quality quality) {
    return EvidenceText.of(
        crossing, "", observed, "every verdict known", crossing + ": " + observed, quality);
  }

  /** E4 wants an entry of its own: what the implicit action denies is counted nowhere. */
  private static Observation counted(
      String device, Policy.Expectation expectation, Answer answer, MailPort port) {
    String crossing = answer.flows().name();
    FindingKey key =
        new FindingKey(
            FindingKind.MONITOR_BLIND, Subject.of(device, expectation.id() + " " + crossing, port));
    List<DecidingEntry> deciding = answer.verdict().deciding();
    boolean implicit =
        deciding.stream()
            .anyMatch(
                entry ->
                    entry.action() == Action.DENY
                        && entry.entryId().equals(DecidingEntry.IMPLICIT));
    return switch (answer.outcome()) {
      case MET ->
          implicit
              ? Observation.present(key, Severity.WARNING, counted(expectation, answer, port, true))
              : Observation.absent(key, () -> counted(expectation, answer, port, false));
      case BROKEN -> Observation.absent(key, () -> counted(expectation, answer, port, implicit));
      case UNKNOWN ->
          Observation.undecided(key, () -> counted(expectation, answer, port, implicit));
    };
  }

  private static Evidence counted(
      Policy.Expectation expectation, Answer answer, MailPort port, boolean implicit) {
    String observed = implicit ? "denied only by the implicit action" : "denied by an entry";
    return EvidenceText.of(
        answer.flows().name(),
        EvidenceText.decidingWithText(answer.verdict().deciding(), Action.DENY),
        observed,
        "denied by an entry that counts",
        EvidenceText.flow(answer.flows(), port)
            + " "
            + observed
            + ", so attempts "
            + (implicit ? "are not counted" : "are counted")
            + " ("
            + expectation.id()
            + ")",
        Quality.COMPLETE);
  }

  private static Optional<Verdict> expected(List<ExpectationMatcher.Match> matches) {
    boolean permit =
        matches.stream().anyMatch(match -> match.expectation().action() == Action.PERMIT);
    boolean deny = matches.stream().anyMatch(match -> match.expectation().action() == Action.DENY);
    if (permit && deny) {
      return Optional.of(Verdict.PARTLY);
    }
    if (permit) {
      return Optional.of(Verdict.PERMITTED);
    }
    return deny ? Optional.of(Verdict.DENIED) : Optional.empty();
  }

  private static Board.Conformance conformance(List<Outcome> outcomes) {
    if (outcomes.isEmpty()) {
      return Board.Conformance.NO_EXPECTATION;
    }
    if (outcomes.contains(Outcome.BROKEN)) {
      return Board.Conformance.VIOLATES;
    }
    return outcomes.contains(Outcome.UNKNOWN)
        ? Board.Conformance.UNKNOWN
        : Board.Conformance.CONFORMS;
  }
}
