package org.postern.finding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.postern.counter.DayClass;
import org.postern.counter.Seasons.Slot;
import org.postern.counter.SeriesModel;
import org.postern.counter.SeriesSettings;
import org.postern.finding.Observation.Says;

/** Every window is a day of its own here, and the third of them is the first that is judged. */
class HitHistoriesTest {
  private static final Duration WINDOW = Duration.ofMinutes(5);
  private static final SeriesSettings SERIES = new SeriesSettings(WINDOW, WINDOW, 6, 2, true);

  private final DenyHistory deny =
      new DenyHistory(new SeriesModel(SERIES), DetectionSettings.defaults().denySpike());
  private final PermitHistory permit =
      new PermitHistory(new SeriesModel(SERIES), DetectionSettings.defaults().permitSilence());
  private int day;

  private Slot slot() {
    return new Slot(DayClass.WORKING, day++, 0, false);
  }

  private DenyHistory.Opinion denied(long hits) {
    return deny.add(hits, WINDOW, WINDOW, slot());
  }

  private PermitHistory.Opinion permitted(long hits) {
    return permit.add(hits, WINDOW, WINDOW, slot());
  }

  private void denied(long hits, int windows) {
    for (int i = 0; i < windows; i++) {
      denied(hits);
    }
  }

  private void permitted(long hits, int windows) {
    for (int i = 0; i < windows; i++) {
      permitted(hits);
    }
  }

  @Test
  void judgesNothingBeforeItHasLearned() {
    for (int i = 0; i < 3; i++) {
      assertThat(denied(5_000).says()).isEqualTo(Says.UNDECIDED);
    }
    assertThat(denied(5_000).says()).isEqualTo(Says.CLEARING);
  }

  @Test
  void oneSpikeIsNoneTwoOfThreeAre() {
    denied(10, 4);
    assertThat(denied(500).says()).isEqualTo(Says.UNDECIDED);
    assertThat(denied(12).says()).isEqualTo(Says.CLEARING);
    assertThat(denied(500).says()).isEqualTo(Says.PRESENT);
  }

  @Test
  void aSpikeIsSuspectedForTheThreeWindowsAfterIt() {
    denied(10, 4);
    assertThat(deny.isSuspicious()).isFalse();
    denied(500);
    assertThat(deny.isSuspicious()).isTrue();
    denied(12, 2);
    assertThat(deny.isSuspicious()).isTrue();
    denied(12);
    assertThat(deny.isSuspicious()).isFalse();
  }

  @Test
  void aSuspicionLooksOnlyAtTheEndOfItsWindow() {
    denied(10, 4);
    assertThat(deny.isDue()).as("the next ends a window, but why look").isFalse();
    denied(500);
    assertThat(deny.isDue()).isTrue();
    deny.add(100, Duration.ofMinutes(1), WINDOW, slot());
    assertThat(deny.isDue()).isFalse();
    assertThat(deny.isSuspicious()).isTrue();
    deny.add(100, Duration.ofMinutes(2), WINDOW, slot());
    assertThat(deny.isDue()).isTrue();
    deny.interrupted();
    assertThat(deny.isDue()).isFalse();
    assertThat(deny.isSuspicious()).isFalse();
  }

  @Test
  void twoSpikesFourWindowsApartAreNone() {
    denied(10, 4);
    denied(500);
    denied(12, 2);
    assertThat(denied(500).says()).isEqualTo(Says.UNDECIDED);
  }

  @Test
  void fewHitsAreNeverASpike() {
    denied(0, 4);
    denied(49, 1);
    assertThat(denied(49).says()).isEqualTo(Says.UNDECIDED);
    denied(0, 3);
    denied(50);
    assertThat(denied(50).says()).isEqualTo(Says.PRESENT);
  }

  @Test
  void theScoreIsTheDifferenceOfRoots() {
    denied(100, 4);
    // 2 * (sqrt(169.375) - sqrt(100.375)) = 5.99 and with 170 it is 6.03.
    assertThat(denied(169).score()).isCloseTo(5.99, within(0.01));
    denied(170);
    assertThat(denied(171).says()).isEqualTo(Says.PRESENT);
  }

  @Test
  void aLevelThatVariesNeedsMoreThanAPoissonScore() {
    long[] days = {600, 1500, 900, 1300, 700, 1100, 1000};
    for (long hits : days) {
      denied(hits);
    }
    denied(1600);
    assertThat(denied(1600).score()).isGreaterThan(6);
    assertThat(denied(1600).says()).isEqualTo(Says.UNDECIDED);
    denied(9000);
    assertThat(denied(9000).says()).isEqualTo(Says.PRESENT);
  }

  @Test
  void aSpikeIsNotLearnedAsUsual() {
    denied(10, 4);
    denied(500, 100);
    assertThat(denied(500).says()).isEqualTo(Says.PRESENT);
    DenyHistory.Opinion calm = denied(10);
    assertThat(calm.says()).isEqualTo(Says.CLEARING);
    assertThat(calm.expected()).hasValue(10);
  }

  @Test
  void betweenTheLevelsNeitherHolds() {
    denied(100, 4);
    denied(500, 2);
    DenyHistory.Opinion between = denied(140);
    assertThat(between.score()).isBetween(3.0, 6.0);
    assertThat(between.says()).as("two of the last three").isEqualTo(Says.PRESENT);
    assertThat(denied(140).says()).isEqualTo(Says.UNDECIDED);
  }

  @Test
  void anInterruptionEndsTheRow() {
    denied(10, 4);
    denied(500);
    assertThat(deny.interrupted().says()).isEqualTo(Says.UNDECIDED);
    assertThat(denied(500).says()).isEqualTo(Says.UNDECIDED);
    assertThat(denied(500).says()).isEqualTo(Says.PRESENT);
  }

  @Test
  void otherEntriesThatDenyHaveAnotherLevel() {
    deny.entries(7);
    denied(10, 4);
    deny.entries(7);
    assertThat(denied(10).expected()).hasValue(10);
    deny.entries(8);
    assertThat(denied(500).expected()).isEmpty();
  }

  @Test
  void severalPollsFillAWindow() {
    denied(10, 4);
    Duration minute = Duration.ofMinutes(1);
    Slot now = slot();
    for (int i = 0; i < 4; i++) {
      assertThat(deny.add(100, minute, WINDOW, now).says()).isEqualTo(Says.WAITING);
    }
    DenyHistory.Opinion full = deny.add(100, minute.minusSeconds(20), WINDOW, now);
    assertThat(full.hits()).as("scaled to the full window").isCloseTo(535.7, within(0.1));
  }

  @Test
  void aPollLongerThanTheWindowIsScaledToIt() {
    denied(10, 4);
    assertThat(deny.add(100, WINDOW.multipliedBy(2), WINDOW, slot()).hits()).isEqualTo(50);
  }

  @Test
  void silenceIsAFindingOnceTenHitsAreMissing() {
    permitted(3, 4);
    permitted(0, 2);
    assertThat(permitted(0).says()).as("9 hits are missing").isEqualTo(Says.UNDECIDED);
    PermitHistory.Opinion opinion = permitted(0);
    assertThat(opinion.says()).as("12 hits are missing").isEqualTo(Says.PRESENT);
    assertThat(opinion.silentWindows()).isEqualTo(4);
    assertThat(opinion.expected()).hasValue(12);
  }

  @Test
  void silenceNeedsThreeWindowsHoweverBusyItWas() {
    permitted(1000, 4);
    assertThat(permitted(0).says()).isEqualTo(Says.UNDECIDED);
    assertThat(permitted(0).says()).isEqualTo(Says.UNDECIDED);
    assertThat(permitted(0).says()).isEqualTo(Says.PRESENT);
  }

  @Test
  void theFirstHitEndsSilenceWithinTheWindow() {
    permitted(10, 4);
    permitted(0, 3);
    Slot now = slot();
    assertThat(permit.add(1, Duration.ofMinutes(1), WINDOW, now).says()).isEqualTo(Says.CLEARING);
    assertThat(permit.add(0, Duration.ofMinutes(1), WINDOW, now).says()).isEqualTo(Says.WAITING);
    assertThat(permit.add(0, Duration.ofMinutes(3), WINDOW, now).says())
        .as("the window had a hit")
        .isEqualTo(Says.CLEARING);
  }

  @Test
  void aSiteThatIsOftenSilentIsNotReported() {
    for (int i = 0; i < 40; i++) {
      permitted(i % 4 == 0 ? 1 : 0);
    }
    for (int i = 0; i < 40; i++) {
      assertThat(permitted(0).says()).isNotEqualTo(Says.PRESENT);
    }
  }

  @Test
  void anIncidentDoesNotTeachSilence() {
    permitted(10, 4);
    permitted(0, 100);
    permitted(10);
    permitted(0, 2);
    assertThat(permitted(0).says()).isEqualTo(Says.PRESENT);
  }

  @Test
  void anInterruptionEndsTheSilence() {
    permitted(10, 4);
    permitted(0, 2);
    permit.interrupted();
    assertThat(permitted(0).says()).isEqualTo(Says.UNDECIDED);
  }

  @Test
  void acceptedSilenceEndsTheFindingUntilHitsReturn() {
    permitted(10, 4);
    permitted(0, 3);
    permit.acceptSilence();
    assertThat(permitted(0).says()).isEqualTo(Says.CLEARING);
    permitted(10, 12);
    permitted(0, 2);
    assertThat(permitted(0).says()).isEqualTo(Says.PRESENT);
  }
}
