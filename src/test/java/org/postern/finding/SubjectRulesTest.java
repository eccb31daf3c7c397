package org.postern.finding;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.postern.acl.MailPort;

/** What holds otherwise for one device, interface, crossing, list or port. */
class SubjectRulesTest {
  private static final SubjectRule.Subjects ALL =
      new SubjectRule.Subjects(Set.of(), List.of(), List.of(), Set.of());
  private static final SubjectRule.Subjects UPLINKS =
      new SubjectRule.Subjects(Set.of("edge"), List.of("Gi*/1", "Te.1"), List.of(), Set.of());
  private static final SubjectRule.Subjects OUTBOUND =
      new SubjectRule.Subjects(Set.of(), List.of("clients>*"), List.of(), Set.of(MailPort.SMTP));

  private static SubjectRule rule(
      FindingKind kind, SubjectRule.Subjects whose, double raise, double clear, double minimum) {
    return new SubjectRule(
        kind,
        whose,
        Optional.of(false),
        Optional.of(Severity.INFO),
        OptionalInt.of(7),
        OptionalInt.of(8),
        OptionalDouble.of(raise),
        OptionalDouble.of(clear),
        OptionalDouble.of(minimum));
  }

  private static SubjectRule silent(FindingKind kind, SubjectRule.Subjects whose) {
    return new SubjectRule(
        kind,
        whose,
        Optional.empty(),
        Optional.empty(),
        OptionalInt.empty(),
        OptionalInt.empty(),
        OptionalDouble.empty(),
        OptionalDouble.empty(),
        OptionalDouble.empty());
  }

  private static DetectionSettings settings(SubjectRule... rules) {
    return Sample.with(DetectionSettings.defaults(), rules);
  }

  @Test
  void aRuleHoldsForItsDeviceObjectAndPortOnly() {
    assertThat(includes(UPLINKS, Subject.of("edge", "Gi0/0/1"))).isTrue();
    assertThat(includes(UPLINKS, Subject.of("edge", "Te.1"))).isTrue();
    assertThat(includes(UPLINKS, Subject.of("edge", "Te11"))).as("a point is a point").isFalse();
    assertThat(includes(UPLINKS, Subject.of("edge", "Gi0/2"))).isFalse();
    assertThat(includes(UPLINKS, Subject.of("core", "Gi0/1"))).isFalse();
    assertThat(includes(OUTBOUND, Subject.of("x", "clients>untrusted", MailPort.SMTP))).isTrue();
    assertThat(includes(OUTBOUND, Subject.of("x", "clients>untrusted", MailPort.IMAP))).isFalse();
    assertThat(includes(OUTBOUND, Subject.of("x", "clients>untrusted"))).isFalse();
    assertThat(includes(ALL, Subject.device("x"))).isTrue();
  }

  private static boolean includes(SubjectRule.Subjects whose, Subject subject) {
    return whose.include(new FindingKey(FindingKind.DENY_SPIKE, subject));
  }

  @Test
  void aRuleForEntriesHoldsForThoseOnly() {
    SubjectRule.Subjects entries =
        new SubjectRule.Subjects(
            Set.of(), List.of("clients>*"), List.of("20 of edge-*", "7 of x"), Set.of());
    assertThat(includes(entries, Subject.of("x", "clients>dmz entry 20 of edge-in"))).isTrue();
    assertThat(includes(entries, Subject.of("x", "clients>dmz entry 7 of x"))).isTrue();
    assertThat(includes(entries, Subject.of("x", "clients>dmz entry 120 of edge-in"))).isFalse();
    assertThat(includes(entries, Subject.of("x", "guests>dmz entry 20 of edge-in"))).isFalse();
    assertThat(includes(entries, Subject.of("x", "clients>dmz"))).isFalse();
    assertThat(
            entries.include(
                new FindingKey(
                    FindingKind.ACL_CHANGED, Subject.of("x", "clients>dmz entry 20 of edge-in"))))
        .as("a list may have any name")
        .isFalse();
    assertThat(includes(OUTBOUND, Subject.of("x", "clients>dmz entry 2 of y", MailPort.SMTP)))
        .as("what holds for a crossing holds for its entries")
        .isTrue();
  }

  @Test
  void theFirstRuleThatFitsHolds() {
    DetectionSettings settings =
        settings(
            rule(FindingKind.DENY_SPIKE, OUTBOUND, 10, 4, 200),
            rule(FindingKind.DENY_SPIKE, ALL, 20, 5, 300));
    assertThat(settings.of(Subject.of("x", "clients>dmz", MailPort.SMTP)).denySpike())
        .isEqualTo(new DetectionSettings.DenySpike(10, 4, 200));
    assertThat(settings.of(Subject.of("x", "dmz>clients", MailPort.SMTP)).denySpike())
        .isEqualTo(new DetectionSettings.DenySpike(20, 5, 300));
  }

  @Test
  void eachKindTakesItsOwnLevelsAndMinimum() {
    DetectionSettings own =
        settings(
                rule(FindingKind.PERMIT_HITS_ZERO, ALL, 0, 0, 11),
                rule(FindingKind.TRAFFIC_SPIKE, ALL, 9, 2, 5),
                rule(FindingKind.TRAFFIC_DROP, ALL, 8, 1, 6),
                rule(FindingKind.UTILISATION_HIGH, ALL, 0.5, 0.4, 0),
                rule(FindingKind.ERRORS_HIGH, ALL, 0.3, 0.2, 1),
                rule(FindingKind.DISCARDS_HIGH, ALL, 0.2, 0.1, 2),
                rule(FindingKind.FLATLINE, ALL, 0, 0, 777),
                rule(FindingKind.CLEARTEXT_SHARE_RISING, ALL, 0.4, 0.3, 9),
                rule(FindingKind.ENTRY_UNUSED, ALL, 0, 0, 12))
            .of(Subject.device("x"));
    assertThat(own.permitSilence()).isEqualTo(new DetectionSettings.PermitSilence(11, 3));
    assertThat(own.traffic())
        .isEqualTo(
            new LevelSettings(
                new LevelSettings.Side(9, 2, 7, 8, 5),
                new LevelSettings.Side(8, 1, 7, 8, 6),
                0.5,
                1.25));
    assertThat(own.lines())
        .isEqualTo(
            new LineSettings(
                new LineSettings.Limits(0.5, 0.4, 0),
                new LineSettings.Limits(0.3, 0.2, 1),
                new LineSettings.Limits(0.2, 0.1, 2)));
    assertThat(own.flatline()).isEqualTo(new DetectionSettings.Flatline(12, 777));
    assertThat(own.cleartext()).isEqualTo(new DetectionSettings.CleartextShare(0.4, 0.3, 9));
    assertThat(own.unusedOtherHits()).isEqualTo(12);
  }

  @Test
  void whatARuleDoesNotSayStaysAsItIsInGeneral() {
    DetectionSettings settings =
        settings(
            Arrays.stream(FindingKind.values())
                .map(kind -> silent(kind, ALL))
                .toArray(SubjectRule[]::new));
    assertThat(settings.of(Subject.device("x"))).isEqualTo(DetectionSettings.defaults());
    assertThat(settings().of(Subject.device("x"))).isEqualTo(settings());
  }

  @Test
  void aKindMayBeOffOrGradedOtherwiseForASubject() {
    FindingKey off = new FindingKey(FindingKind.TRAFFIC_SPIKE, Subject.of("edge", "Gi0/1"));
    FindingKey on = new FindingKey(FindingKind.TRAFFIC_SPIKE, Subject.of("edge", "Gi0/2"));
    SubjectRule rule = rule(FindingKind.TRAFFIC_SPIKE, UPLINKS, 9, 2, 5);
    KindRules rules = new KindRules(Set.of(), Map.of(), new SubjectRules(List.of(rule)));
    Observation one = Observation.present(off, Severity.MINOR, Evidence.none());
    Observation other = Observation.present(on, Severity.MINOR, Evidence.none());
    Judgement judged =
        rules.apply(new Judgement("edge", Sample.NOON, List.of(one, other), true, true, List.of()));
    assertThat(judged.observations()).containsExactly(other);

    KindRules offButThere =
        new KindRules(
            Set.of(FindingKind.TRAFFIC_SPIKE),
            Map.of(),
            new SubjectRules(
                List.of(
                    new SubjectRule(
                        FindingKind.TRAFFIC_SPIKE,
                        UPLINKS,
                        Optional.of(true),
                        Optional.of(Severity.INFO),
                        OptionalInt.empty(),
                        OptionalInt.empty(),
                        OptionalDouble.empty(),
                        OptionalDouble.empty(),
                        OptionalDouble.empty()))));
    assertThat(
            offButThere
                .apply(
                    new Judgement("edge", Sample.NOON, List.of(one, other), true, true, List.of()))
                .observations())
        .containsExactly(Observation.present(off, Severity.INFO, Evidence.none()));
  }

  @Test
  void evaluationsInARowMayBeOtherOnesForASubject() {
    BookSettings standard = BookSettings.defaults();
    BookSettings book =
        new BookSettings(
            standard.levels(),
            standard.flapWindow(),
            standard.flapCount(),
            standard.flapHold(),
            standard.sameFinding(),
            standard.keepCleared(),
            standard.keepTransitions(),
            new SubjectRules(
                List.of(
                    rule(FindingKind.ERRORS_HIGH, UPLINKS, 0.2, 0.1, 0),
                    rule(FindingKind.TRAFFIC_SPIKE, UPLINKS, 9, 2, 0))));
    Subject uplink = Subject.of("edge", "Gi0/1");
    assertThat(book.levelsOf(new FindingKey(FindingKind.ERRORS_HIGH, uplink)))
        .isEqualTo(new BookSettings.Levels(7, 8));
    assertThat(book.levelsOf(new FindingKey(FindingKind.TRAFFIC_SPIKE, uplink)))
        .as("its windows in a row are counted with the level")
        .isEqualTo(new BookSettings.Levels(1, 8));
    assertThat(book.levelsOf(new FindingKey(FindingKind.ERRORS_HIGH, Subject.device("edge"))))
        .isEqualTo(new BookSettings.Levels(3, 3));
  }
}
