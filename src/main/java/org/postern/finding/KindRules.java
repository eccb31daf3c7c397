package org.postern.finding;

import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What the operator says of whole kinds of findings.
 *
 * @param disabled kinds that are not looked for; what is open of them ends
 * @param severities instead of the kind's own and of the expectation's
 * @param overrides what is said of some subjects; it goes before
 */
public record KindRules(
    Set<FindingKind> disabled, Map<FindingKind, Severity> severities, SubjectRules overrides) {
  public KindRules {
    disabled = Set.copyOf(disabled);
    severities = Map.copyOf(severities);
  }

  /** Every kind as it is. */
  public static KindRules none() {
    return new KindRules(Set.of(), Map.of(), SubjectRules.none());
  }

  /** The judgement as the operator wants it. */
  public Judgement apply(Judgement judgement) {
    if (disabled.isEmpty() && severities.isEmpty() && overrides.all().isEmpty()) {
      return judgement;
    }
    return new Judgement(
        judgement.device(),
        judgement.time(),
        judgement.observations().stream()
            .filter(each -> isEnabled(each.key()))
            .map(this::graded)
            .toList(),
        judgement.whole(),
        judgement.baselinesChanged(),
        judgement.conformance());
  }

  private boolean isEnabled(FindingKey key) {
    return overrides.of(key).flatMap(SubjectRule::enabled).orElse(!disabled.contains(key.kind()));
  }

  private Observation graded(Observation observation) {
    FindingKey key = observation.key();
    return overrides
        .of(key)
        .flatMap(SubjectRule::severity)
        .or(() -> Optional.ofNullable(severities.get(key.kind())))
        .map(observation::graded)
        .orElse(observation);
  }
}
