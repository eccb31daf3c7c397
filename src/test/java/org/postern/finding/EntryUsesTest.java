package org.postern.finding;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.postern.acl.FirstMatchEvaluator;

class EntryUsesTest {
  private static final String LIST = "edge-in";
  private static final Duration DAY = Duration.ofDays(1);

  private final Judge judge =
      new Judge(new FirstMatchEvaluator(), DetectionSettings.defaults(), ZoneOffset.UTC);
  private EntryUses uses = EntryUses.fresh();
  private Instant now = Sample.NOON;

  private ListUse day(OptionalLong first, OptionalLong second) {
    now = now.plus(DAY);
    return uses.observe(
        LIST,
        List.of(
            new EntryUses.Count("a", "10", "permit tcp any -> 192.0.2.10 port 25", first),
            new EntryUses.Count("b", "20", "permit tcp any -> 192.0.2.11 port 25", second)),
        DAY,
        now);
  }

  private ListUse days(int days, long first, long second) {
    ListUse last = day(OptionalLong.of(first), OptionalLong.of(second));
    for (int i = 1; i < days; i++) {
      last = day(OptionalLong.of(first), OptionalLong.of(second));
    }
    return last;
  }

  private Observation hint(ListUse use) {
    DeviceAssessment assessment =
        new DeviceAssessment(
            Sample.DEVICE,
            now,
            DeviceAssessment.Contact.up(),
            true,
            false,
            List.of(),
            List.of(),
            List.of(),
            List.of(use),
            List.of(),
            DeviceAssessment.Traffic.none());
    List<Observation> hints =
        judge
            .judge(assessment, DeviceMemory.fresh(Sample.DEVICE), Sample.noExpectations())
            .observations()
            .stream()
            .filter(each -> each.key().kind() == FindingKind.ENTRY_UNUSED)
            .toList();
    assertThat(hints).hasSize(1);
    return hints.get(0);
  }

  @Test
  void anEntryWithoutAHitForNinetyDaysIsNamedWithTheEvidence() {
    assertThat(hint(days(90, 5, 0)).clearing()).isTrue(); // the first day only begins the count
    Observation hint = hint(days(1, 5, 0));
    assertThat(hint.present()).isTrue();
    assertThat(hint.severity()).isEqualTo(Severity.INFO);
    assertThat(hint.key().subject().object()).isEqualTo(LIST);
    assertThat(hint.evidence().text())
        .isEqualTo(
            "edge-in: entry 20 had no hit in 90 days observed since 2026-11-25; other entries had"
                + " 450: permit tcp any -> 192.0.2.11 port 25");
  }

  @Test
  void aHitEndsTheSilenceAndIsRememberedAsItsBegin() {
    days(91, 5, 0);
    assertThat(uses.takeUrgent()).isFalse();
    assertThat(hint(days(1, 5, 1)).clearing()).isTrue();
    assertThat(uses.takeUrgent()).isTrue();
    assertThat(uses.takeUrgent()).isFalse();
    assertThat(hint(days(90, 5, 0)).evidence().text()).contains(", its last hit; other");
  }

  @Test
  void timeInWhichTheCounterCannotBeComparedIsNotSilence() {
    days(60, 5, 0);
    for (int i = 0; i < 60; i++) {
      day(OptionalLong.of(5), OptionalLong.empty());
    }
    assertThat(hint(days(30, 5, 0)).clearing()).isTrue();
    assertThat(hint(days(1, 5, 0)).present()).isTrue();
  }

  @Test
  void aListThatNobodyUsesSaysNothingAboutItsEntries() {
    assertThat(hint(days(200, 0, 0)).clearing()).isTrue();
  }

  @Test
  void nintyNineHitsOfTheOthersAreTooFewAndAHundredAreNot() {
    days(91, 1, 0);
    ListUse ninety = day(OptionalLong.of(8), OptionalLong.of(0));
    assertThat(ninety.entries().get(1).silence().others()).isEqualTo(98);
    assertThat(hint(days(1, 1, 0)).clearing()).isTrue();
    assertThat(hint(days(1, 1, 0)).present()).isTrue();
  }

  @Test
  void theSilenceGoesOnAfterARestart() {
    days(50, 5, 0);
    uses = EntryUses.restored(uses.stored());
    day(OptionalLong.empty(), OptionalLong.empty()); // the first reading has nothing before it
    assertThat(hint(days(40, 5, 0)).clearing()).isTrue();
    assertThat(hint(days(1, 5, 0)).present()).isTrue();
  }

  @Test
  void listsWithoutCountersAreNotSpokenOf() {
    DeviceAssessment assessment =
        new DeviceAssessment(
            Sample.DEVICE,
            now,
            DeviceAssessment.Contact.up(),
            true,
            false,
            List.of(),
            List.of(),
            List.of(),
            List.of(uses.observe(LIST, List.of(), DAY, now)),
            List.of(),
            DeviceAssessment.Traffic.none());
    assertThat(
            judge
                .judge(assessment, DeviceMemory.fresh(Sample.DEVICE), Sample.noExpectations())
                .observations())
        .noneMatch(each -> each.key().kind() == FindingKind.ENTRY_UNUSED);
    uses.retain(List.of());
    assertThat(uses.stored()).isEmpty();
  }
}
