package org.postern.finding;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Kinds that the operator does not want, or wants graded otherwise. */
class KindRulesTest {
  private static final Observation SPIKE =
      Observation.present(key(FindingKind.DENY_SPIKE), Severity.MAJOR, Sample.evidence("z 8"));
  private static final Observation CHANGED =
      Observation.present(key(FindingKind.ACL_CHANGED), Severity.WARNING, Sample.evidence("new"));

  private static FindingKey key(FindingKind kind) {
    return new FindingKey(kind, Subject.device(Sample.DEVICE));
  }

  private static Judgement apply(KindRules rules) {
    return rules.apply(
        new Judgement(Sample.DEVICE, Sample.NOON, List.of(SPIKE, CHANGED), true, true, List.of()));
  }

  @Test
  void withoutRulesEveryKindStaysAsItIs() {
    assertThat(apply(KindRules.none()).observations()).containsExactly(SPIKE, CHANGED);
  }

  @Test
  void aDisabledKindIsNotObservedAndTheOthersAre() {
    Judgement judged =
        apply(new KindRules(Set.of(FindingKind.DENY_SPIKE), Map.of(), SubjectRules.none()));
    assertThat(judged)
        .isEqualTo(
            new Judgement(Sample.DEVICE, Sample.NOON, List.of(CHANGED), true, true, List.of()));
  }

  @Test
  void theOperatorsSeverityStandsForOneKindOnly() {
    Judgement judged =
        apply(
            new KindRules(
                Set.of(), Map.of(FindingKind.ACL_CHANGED, Severity.CRITICAL), SubjectRules.none()));
    assertThat(judged.observations())
        .containsExactly(
            SPIKE, Observation.present(CHANGED.key(), Severity.CRITICAL, CHANGED.evidence()));
  }
}
