package org.postern.finding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.postern.finding.Sample.list;
import static org.postern.finding.Sample.permit;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.postern.acl.AccessList;
import org.postern.acl.AccessListEntry;
import org.postern.acl.Action;
import org.postern.acl.EvaluationLimits;
import org.postern.acl.ListCover;
import org.postern.acl.PortMatch;

class ShadowRuleTest {
  private static final AccessListEntry NO_POP3 =
      AccessListEntry.builder("20", Action.DENY)
          .destinationPorts(PortMatch.eq(110))
          .text("deny tcp any any eq 110")
          .build();
  private static final AccessListEntry POP3 = permit("30", "192.0.2.10", 110);

  private static Observation judge(AccessList list) {
    DeviceAssessment assessment =
        new DeviceAssessment(
            Sample.DEVICE,
            Sample.NOON,
            DeviceAssessment.Contact.up(),
            true,
            false,
            List.of(),
            List.of(),
            List.of(new CoveredList(list.name(), ListCover.of(list, EvaluationLimits.DEFAULT))),
            List.of(),
            List.of(),
            DeviceAssessment.Traffic.none());
    List<Observation> observations = ShadowRule.judge(assessment);
    assertThat(observations).hasSize(1);
    assertThat(observations.get(0).key())
        .isEqualTo(
            new FindingKey(FindingKind.RULE_SHADOWED, Subject.of(Sample.DEVICE, list.name())));
    return observations.get(0);
  }

  @Test
  void aShadowedEntryIsMinorAndNamesWhatTakesItsFlows() {
    Observation shadow = judge(list("OUTSIDE-IN", NO_POP3, POP3));
    assertThat(shadow.present()).isTrue();
    assertThat(shadow.severity()).isEqualTo(Severity.MINOR);
    assertThat(shadow.evidence().text())
        .isEqualTo(
            "OUTSIDE-IN: entry 30 (permit tcp any host 192.0.2.10 eq 110) never permits anything:"
                + " entry 20 takes all its flows, and entry 20 denies them");
    assertThat(shadow.evidence().observed()).isEqualTo("shadowed 30");
  }

  @Test
  void aRedundantEntryIsOnlyInformational() {
    Observation redundant = judge(list("A", POP3, permit("40", "192.0.2.10", 110)));
    assertThat(redundant.severity()).isEqualTo(Severity.INFO);
    assertThat(redundant.evidence().text())
        .isEqualTo(
            "A: entry 40 (permit tcp any host 192.0.2.10 eq 110) is redundant: entry 30 already"
                + " permits all its flows");
  }

  @Test
  void bothTogetherAreOneFindingOfTheList() {
    Observation both =
        judge(
            list(
                "A",
                permit("10", "192.0.2.10", 25),
                NO_POP3,
                POP3,
                permit("40", "192.0.2.10", 25)));
    assertThat(both.severity()).isEqualTo(Severity.MINOR);
    assertThat(both.evidence().text()).endsWith("; in all shadowed 30; redundant 40");
  }

  @Test
  void aCleanListClearsAndAnUnreadableOneDoesNot() {
    assertThat(judge(list("A", POP3, NO_POP3)).clearing()).isTrue();
    Observation unknown = judge(Sample.withGap(list("A", NO_POP3, POP3), "ended early"));
    assertThat(unknown.present()).isFalse();
    assertThat(unknown.clearing()).isFalse();
    assertThat(unknown.evidence().text()).contains("ended early");
  }
}
