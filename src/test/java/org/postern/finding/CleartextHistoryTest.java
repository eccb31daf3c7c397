package org.postern.finding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.ByteBuffer;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.postern.finding.Observation.Says;

class CleartextHistoryTest {
  private static final Duration LONG = Duration.ofHours(8);

  private final CleartextHistory history = fresh();

  private static CleartextHistory fresh() {
    return new CleartextHistory(DetectionSettings.defaults().cleartext(), ByteBuffer.allocate(0));
  }

  private void learn() {
    for (int i = 0; i < 4; i++) {
      assertThat(history.add(100, 900, LONG).says()).isEqualTo(Says.UNDECIDED);
    }
  }

  @Test
  void aShareThatSurelyRoseByTenPointsIsPresent() {
    learn();
    CleartextHistory.Opinion opinion = history.add(240, 760, LONG);
    assertThat(opinion.says()).isEqualTo(Says.PRESENT);
    assertThat(opinion.share()).isEqualTo(0.24);
    assertThat(opinion.reference()).isCloseTo(0.10, within(1e-9));
    assertThat(opinion.events()).isEqualTo(1000);
  }

  @Test
  void aRiseThatMayBeChanceIsNot() {
    learn();
    // Of 1,000, 21 % could be 19 %: the lower bound is below 20 %.
    assertThat(history.add(210, 790, LONG).says()).isEqualTo(Says.UNDECIDED);
  }

  @Test
  void itIsOverWithinFivePoints() {
    learn();
    history.add(400, 600, LONG);
    assertThat(history.add(160, 840, LONG).says()).isEqualTo(Says.UNDECIDED);
    assertThat(history.add(140, 860, LONG).says()).isEqualTo(Says.CLEARING);
  }

  @Test
  void waitsUntilThereAreEnoughConnections() {
    assertThat(history.add(100, 399, LONG).says()).isEqualTo(Says.WAITING);
    assertThat(history.add(1, 0, LONG).events()).isEqualTo(500);
  }

  @Test
  void aRiseIsNotLearnedUnlessItIsAccepted() {
    learn();
    for (int i = 0; i < 50; i++) {
      assertThat(history.add(400, 600, LONG).says()).isEqualTo(Says.PRESENT);
    }
    history.accept();
    for (int i = 0; i < 4; i++) {
      assertThat(history.add(400, 600, LONG).says()).isEqualTo(Says.UNDECIDED);
    }
    assertThat(history.add(400, 600, LONG).says()).isEqualTo(Says.CLEARING);
  }

  @Test
  void theReferenceOutlivesARestart() {
    learn();
    CleartextHistory again =
        new CleartextHistory(
            DetectionSettings.defaults().cleartext(), ByteBuffer.wrap(history.stored().array()));
    assertThat(again.add(400, 600, LONG).says()).isEqualTo(Says.PRESENT);
  }

  @Test
  void aBusyHourIsNotLongEnoughToLearn() {
    CleartextHistory busy = fresh();
    for (int i = 0; i < 20; i++) {
      assertThat(busy.add(400, 600, Duration.ofMinutes(5)).says()).isEqualTo(Says.UNDECIDED);
    }
  }
}
