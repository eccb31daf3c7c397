package org.postern.acl;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * Evaluates access lists exactly, by first match over sets of flows; bounded in memory and work.
 *
 * <p>Immutable and thread-safe: every call works in a space of its own.
 */
public final class FirstMatchEvaluator implements AclEvaluator {
  private final EvaluationLimits limits;

  public FirstMatchEvaluator() {
    this(EvaluationLimits.DEFAULT);
  }

  public FirstMatchEvaluator(EvaluationLimits limits) {
    this.limits = limits;
  }

  @Override
  public PortVerdict evaluate(List<AccessList> lists, Crossing crossing, MailPort port) {
    CrossingEvaluation evaluation = new CrossingEvaluation(limits, crossing, port);
    try {
      return evaluation.verdict(lists);
    } catch (TooComplexException e) {
      return new PortVerdict(
          port,
          Verdict.UNKNOWN,
          List.of(),
          List.of(),
          false,
          List.of(String.valueOf(e.getMessage())),
          CrossingEvaluation.visibility(Way.of(lists, crossing)));
    }
  }

  /**
   * The verdicts for all mail ports: as {@link #evaluate(List, Crossing, MailPort)} for each, but
   * ports that no entry tells apart cost one evaluation together.
   */
  public Map<MailPort, PortVerdict> evaluate(List<AccessList> lists, Crossing crossing) {
    Map<MailPort, PortVerdict> verdicts = new EnumMap<>(MailPort.class);
    EntryMatcher.portsAlike(lists)
        .forEach(
            ports -> {
              PortVerdict verdict = evaluate(lists, crossing, ports.get(0));
              ports.forEach(port -> verdicts.put(port, verdict.at(port)));
            });
    return verdicts;
  }

  @Override
  public FlowChange compare(
      List<AccessList> before, List<AccessList> after, Crossing crossing, MailPort port) {
    try {
      return new ChangeEvaluation(limits, crossing, port).compare(before, after);
    } catch (TooComplexException e) {
      return new FlowChange(
          List.of(), List.of(), List.of(), List.of(String.valueOf(e.getMessage())));
    }
  }

  EvaluationLimits limits() {
    return limits;
  }
}
