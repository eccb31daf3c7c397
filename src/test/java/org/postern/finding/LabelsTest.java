package org.postern.finding;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.postern.counter.Quality;

/** Numbers and words that receivers rely on: none is ever given to another meaning. */
class LabelsTest {
  @Test
  void severitiesKeepTheirNumbers() {
    assertThat(Arrays.stream(Severity.values()).map(s -> s.label() + s.number() + s.ituNumber()))
        .containsExactly("critical13", "major24", "minor35", "warning46", "info52");
    assertThat(Severity.parse(" Major ")).contains(Severity.MAJOR);
    assertThat(Severity.parse("fatal")).isEmpty();
  }

  @Test
  void aSeverityIsAtLeastItselfAndWhatIsMilder() {
    assertThat(Arrays.stream(Severity.values()).filter(s -> s.isAtLeast(Severity.MINOR)))
        .containsExactly(Severity.CRITICAL, Severity.MAJOR, Severity.MINOR);
  }

  @Test
  void onlyAnUnusedEntryIsAHint() {
    assertThat(Arrays.stream(FindingKind.values()).filter(FindingKind::isHint))
        .containsExactly(FindingKind.ENTRY_UNUSED);
  }

  @Test
  void statesAndStepsKeepTheirNumbers() {
    assertThat(Arrays.stream(FindingState.values()).map(s -> s.label() + s.number()))
        .containsExactly("open1", "acknowledged2", "shelved3", "cleared4");
    assertThat(Arrays.stream(TransitionType.values()).map(t -> t.label() + t.number()))
        .containsExactly(
            "raised1", "changed2", "cleared3", "acknowledged4", "shelved5", "unshelved6");
  }

  @Test
  void kindsKeepTheirNumbersAndAreFoundByLabel() {
    assertThat(Arrays.stream(FindingKind.values()).map(k -> k.label() + k.number()))
        .containsExactly(
            "aclChanged1",
            "permitWidened2",
            "expectedDeny3",
            "expectedPermit4",
            "deviceUnreachable5",
            "denySpike6",
            "permitHitsZero7",
            "monitorBlind8",
            "ruleShadowed9",
            "entryUnused10",
            "trafficSpike11",
            "trafficDrop12",
            "flatline13",
            "cleartextShareRising14",
            "counterDiscontinuity15",
            "utilisationHigh16",
            "errorsHigh17",
            "discardsHigh18",
            "engineIdentity20");
    assertThat(FindingKind.parse("denySpike")).contains(FindingKind.DENY_SPIKE);
    assertThat(FindingKind.parse("denyspike")).isEmpty();
    for (FindingKind kind : FindingKind.values()) {
      assertThat(kind.notification()).isEqualToIgnoringCase("postern" + kind.label());
    }
  }

  @Test
  void evidenceIsCutWhereReceiversWouldCutIt() {
    Evidence evidence =
        EvidenceText.of("", "a\r\nb", "ä€𝄞", "x".repeat(255), "y".repeat(256), Quality.COMPLETE);
    assertThat(evidence.entry()).isEqualTo("a  b");
    assertThat(evidence.observed()).isEqualTo("???");
    assertThat(evidence.expected()).isEqualTo("x".repeat(255));
    assertThat(evidence.text()).isEqualTo("y".repeat(252) + "...");
  }
}
