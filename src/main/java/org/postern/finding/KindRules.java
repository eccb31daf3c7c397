package org.postern.finding;

import java.util.Map;
import java.util.Set;

/**
 * What the operator says of whole kinds of findings.
 *
 * @param disabled kinds that are not looked for; what is open of them ends
 * @param severities instead of the kind's own and of the expectation's
 */
public record KindRules(Set<FindingKind> disabled, Map<FindingKind, Severity> severities) {
  public KindRules {
    disabled = Set.copyOf(disabled);
    severities = Map.copyOf(severities);
  }

  /** Every kind as it is. */
  public static KindRules none() {
    return new KindRules(Set.of(), Map.of());
  }

  /** The judgement as the operator wants it. */
  public Judgement apply(Judgement judgement) {
    if (disabled.isEmpty() && severities.isEmpty()) {
      return judgement;
    }
    return new Judgement(
        judgement.device(),
        judgement.time(),
        judgement.observations().stream()
            .filter(each -> !disabled.contains(each.key().kind()))
            .map(this::graded)
            .toList(),
        judgement.whole(),
        judgement.baselinesChanged(),
        judgement.conformance());
  }

  private Observation graded(Observation observation) {
    Severity severity = severities.get(observation.key().kind());
    return severity == null ? observation : observation.graded(severity);
  }
}
