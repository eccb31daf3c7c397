package org.postern.finding;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class HitHistoryTest {
  private final HitHistory history = new HitHistory(DetectionSettings.defaults());

  private void denied(long... windows) {
    for (long hits : windows) {
      history.denied(hits);
    }
  }

  private void permitted(long... windows) {
    for (long hits : windows) {
      history.permitted(hits);
    }
  }

  @Test
  void judgesNothingBeforeItHasLearned() {
    for (int i = 0; i < 4; i++) {
      HitHistory.Opinion opinion = history.denied(5_000);
      assertThat(opinion.present()).isFalse();
      assertThat(opinion.clearing()).isFalse();
    }
  }

  @Test
  void oneSpikeIsNoneTwoOfThreeAre() {
    denied(10, 10, 10, 10);
    assertThat(history.denied(500).present()).isFalse();
    assertThat(history.denied(12).present()).isFalse();
    assertThat(history.denied(500).present()).isTrue();
  }

  @Test
  void twoSpikesFourWindowsApartAreNone() {
    denied(10, 10, 10, 10, 500, 12, 12);
    assertThat(history.denied(500).present()).isFalse();
  }

  @Test
  void fewHitsAreNeverASpike() {
    denied(0, 0, 0, 0);
    assertThat(history.denied(49).present()).isFalse();
    assertThat(history.denied(49).present()).isFalse();
    denied(0, 0, 0, 0, 0, 0);
    assertThat(history.denied(50).present()).isFalse();
    assertThat(history.denied(50).present()).isTrue();
  }

  @Test
  void theScoreIsTheDifferenceOfRoots() {
    denied(100, 100, 100, 100);
    // 2 * (sqrt(166.375) - sqrt(100.375)) = 5.76 and with 170 it is 6.07.
    assertThat(history.denied(166).score()).isBetween(5.75, 5.77);
    assertThat(history.denied(170).score()).isBetween(6.06, 6.08);
    assertThat(history.denied(170).present()).isTrue();
  }

  @Test
  void aSpikeIsNotLearnedAsUsual() {
    denied(10, 10, 10, 10);
    for (int i = 0; i < 100; i++) {
      history.denied(500);
    }
    assertThat(history.denied(500).present()).isTrue();
    HitHistory.Opinion calm = history.denied(10);
    assertThat(calm.present()).isFalse();
    assertThat(calm.clearing()).isTrue();
    assertThat(calm.expected()).hasValue(10);
  }

  @Test
  void betweenTheLevelsNeitherHolds() {
    denied(100, 100, 100, 100, 500, 500);
    HitHistory.Opinion between = history.denied(140);
    assertThat(between.score()).isBetween(3.0, 6.0);
    assertThat(between.present()).as("two of the last three windows were spikes").isTrue();
    HitHistory.Opinion later = history.denied(140);
    assertThat(later.present()).isFalse();
    assertThat(later.clearing()).isFalse();
  }

  @Test
  void anInterruptionEndsTheRow() {
    denied(10, 10, 10, 10, 500);
    history.interrupted();
    assertThat(history.denied(500).present()).isFalse();
    assertThat(history.denied(500).present()).isTrue();
  }

  @Test
  void silenceIsAFindingOnceTenHitsAreMissing() {
    permitted(3, 3, 3, 3);
    assertThat(history.permitted(0).present()).isFalse();
    assertThat(history.permitted(0).present()).isFalse();
    assertThat(history.permitted(0).present()).as("9 hits are missing").isFalse();
    HitHistory.Opinion opinion = history.permitted(0);
    assertThat(opinion.present()).as("12 hits are missing").isTrue();
    assertThat(opinion.windows()).isEqualTo(4);
    assertThat(opinion.expected()).hasValue(12);
  }

  @Test
  void silenceNeedsThreeWindowsHoweverBusyItWas() {
    permitted(1000, 1000, 1000, 1000);
    assertThat(history.permitted(0).present()).isFalse();
    assertThat(history.permitted(0).present()).isFalse();
    assertThat(history.permitted(0).present()).isTrue();
  }

  @Test
  void theFirstHitEndsSilence() {
    permitted(10, 10, 10, 10, 0, 0, 0);
    HitHistory.Opinion opinion = history.permitted(1);
    assertThat(opinion.present()).isFalse();
    assertThat(opinion.clearing()).isTrue();
  }

  @Test
  void aSiteThatIsOftenSilentIsNotReported() {
    for (int day = 0; day < 20; day++) {
      permitted(1, 0, 0, 0);
    }
    for (int i = 0; i < 40; i++) {
      assertThat(history.permitted(0).present()).isFalse();
    }
  }

  @Test
  void anIncidentDoesNotTeachSilence() {
    permitted(10, 10, 10, 10);
    for (int i = 0; i < 100; i++) {
      history.permitted(0);
    }
    permitted(10);
    permitted(0, 0);
    assertThat(history.permitted(0).present()).isTrue();
  }

  @Test
  void anInterruptionEndsTheSilence() {
    permitted(10, 10, 10, 10, 0, 0);
    history.interrupted();
    assertThat(history.permitted(0).present()).isFalse();
  }

  @Test
  void acceptedSilenceEndsTheFindingUntilHitsReturn() {
    permitted(10, 10, 10, 10, 0, 0, 0);
    history.acceptSilence();
    assertThat(history.permitted(0).clearing()).isTrue();
    permitted(10, 10, 10, 10, 0, 0);
    assertThat(history.permitted(0).present()).isTrue();
  }

  @Test
  void theEndOfASilenceNamesTheLevelThatRaisedIt() {
    permitted(40, 40, 40, 40, 0, 0, 0);
    assertThat(history.permitted(7).expected()).hasValue(40);
    assertThat(history.permitted(41).expected()).as("7 is learned").hasValue(40);
  }

  @Test
  void theRaisingLevelOutlivesAChangeOfTheLists() {
    permitted(40, 40, 40, 40, 0, 0, 0);
    history.relearn();
    for (int i = 0; i < 10; i++) {
      assertThat(history.permitted(0).clearing()).isFalse();
    }
    HitHistory.Opinion first = history.permitted(7);
    assertThat(first.clearing()).isTrue();
    assertThat(first.expected()).hasValue(40);
    assertThat(history.permitted(8).expected()).as("learning, nothing is raised").isEmpty();
  }

  @Test
  void anInterruptionInASilenceKeepsTheRaisingLevel() {
    permitted(40, 40, 40, 40, 0, 0, 0);
    history.interrupted();
    assertThat(history.permitted(7).expected()).hasValue(40);
  }

  @Test
  void silenceBeforeTheFirstHitTeachesNothing() {
    permitted(0, 0, 0, 0, 0, 0);
    assertThat(history.permitted(12).expected()).isEmpty();
    permitted(12, 12, 12);
    assertThat(history.permitted(12).expected()).hasValue(12);
  }

  @Test
  void aWindowBetweenTheLevelsIsNotLearnedWhileTheSpikeLasts() {
    denied(100, 100, 100, 100, 500, 500);
    assertThat(history.denied(140).present()).isTrue();
    denied(500, 500, 140, 500, 500, 140, 500, 500, 140);
    assertThat(history.denied(100).expected()).hasValue(100);
  }

  @Test
  void forgetsWhatIsOlderThanTheHistory() {
    HitHistory two =
        new HitHistory(new DetectionSettings(6, 50, 3, 10, 3, 2, 2, Duration.ofDays(90), 100));
    two.denied(1000);
    two.denied(10);
    two.denied(20);
    assertThat(two.denied(20).expected()).hasValue(15);
  }
}
