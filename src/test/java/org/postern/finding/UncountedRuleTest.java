package org.postern.finding;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.postern.acl.AccessList;
import org.postern.acl.Action;
import org.postern.acl.DecidingEntry;
import org.postern.acl.MailPort;
import org.postern.counter.Quality;

class UncountedRuleTest {
  private static final DeviceMemory.Flow SMTP =
      new DeviceMemory.Flow("untrusted>mail-dmz", MailPort.SMTP);
  private static final Map<DeviceMemory.Flow, List<String>> EXPECTED =
      Map.of(
          SMTP,
          List.of("E2", "E1"),
          new DeviceMemory.Flow("untrusted>mail-dmz", MailPort.IMAPS),
          List.of("E7"));

  private static List<Observation> judge(WindowHits permits, AccessList list) {
    return UncountedRule.judge(
        Sample.poll(
            Sample.NOON, Sample.inbound(), permits, WindowHits.none(Quality.UNAVAILABLE), list),
        EXPECTED);
  }

  private static Observation judge(WindowHits permits) {
    return judge(permits, Sample.good()).get(0);
  }

  private static WindowHits uncounted(String... ids) {
    return HitSum.of(
        Arrays.stream(ids)
            .map(id -> EntryHits.uncounted(new DecidingEntry("OUTSIDE-IN", id, Action.PERMIT, "")))
            .toList());
  }

  @Test
  void anUncountedEntryMakesSilenceUnknown() {
    Observation blind = judge(uncounted("10"));
    assertThat(blind.present()).isTrue();
    assertThat(blind.severity()).isEqualTo(Severity.WARNING);
    assertThat(blind.evidence().quality()).isEqualTo(Quality.PARTIAL);
    assertThat(blind.evidence().entry()).isEqualTo("entry 10 of OUTSIDE-IN");
    assertThat(blind.evidence().text())
        .isEqualTo(
            "untrusted>mail-dmz:25: entry 10 of OUTSIDE-IN is uncounted, so whether mail still"
                + " comes through is UNKNOWN; have the device count it (E1)");
  }

  @Test
  void namesTwoEntriesAndHowManyMore() {
    assertThat(judge(uncounted("10", "20")).evidence().observed())
        .isEqualTo("entry 10 of OUTSIDE-IN, entry 20 of OUTSIDE-IN are uncounted");
    assertThat(judge(uncounted("10", "20", "30")).evidence().observed())
        .isEqualTo("entry 10 of OUTSIDE-IN, entry 20 of OUTSIDE-IN and 1 more are uncounted");
  }

  @Test
  void aCountedEntryEndsItWhateverItsCountIsWorth() {
    Stream.of(
            WindowHits.of(3), WindowHits.none(Quality.UNAVAILABLE), WindowHits.none(Quality.RESET))
        .map(UncountedRuleTest::judge)
        .forEach(
            each -> {
              assertThat(each.clearing()).isTrue();
              assertThat(each.evidence().quality()).isEqualTo(Quality.COMPLETE);
              assertThat(each.evidence().text())
                  .isEqualTo("untrusted>mail-dmz:25: permits are counted (E1)");
            });
  }

  @Test
  void onlyVitalPermitsAreSpokenOf() {
    assertThat(judge(uncounted("10"), Sample.good()))
        .extracting(Observation::key)
        .containsExactly(
            new FindingKey(
                FindingKind.MONITOR_BLIND,
                Subject.of(Sample.DEVICE, "E1 untrusted>mail-dmz", MailPort.SMTP)));
  }

  @Test
  void anUnknownVerdictSaysNothingOfCounting() {
    Observation undecided =
        judge(uncounted("10"), Sample.withGap(Sample.good(), "not read to its end")).get(0);
    assertThat(undecided.present()).isFalse();
    assertThat(undecided.clearing()).isFalse();
  }
}
