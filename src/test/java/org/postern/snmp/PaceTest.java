package org.postern.snmp;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PaceTest {
  private final Pace pace = new Pace();

  @Test
  void beginsAsTheTargetSaysIfThatFits() {
    assertThat(pace.repetitions(1, 10)).isEqualTo(10);
    assertThat(pace.repetitions(4, 10)).isEqualTo(10);
    assertThat(pace.repetitions(8, 10)).isEqualTo(5);
    assertThat(pace.repetitions(200, 10)).isEqualTo(1);
  }

  @Test
  void growsWhileAnswersAreWholeUpToTheRoom() {
    pace.whole(10, 200);
    assertThat(pace.repetitions(1, 10)).isEqualTo(16);
    for (int i = 0; i < 20; i++) {
      int varBinds = pace.repetitions(1, 10);
      pace.whole(varBinds, varBinds * 20);
    }
    assertThat(pace.repetitions(1, 10) * 20).isBetween(1000, 1400);
  }

  @Test
  void asksForLessOfLongValuesAtOnce() {
    pace.whole(10, 10 * 200);
    assertThat(pace.repetitions(1, 10)).isEqualTo(6);
  }

  @Test
  void halvesWhatWasLostAndRecovers() {
    pace.lost(16);
    assertThat(pace.repetitions(1, 10)).isEqualTo(8);
    pace.lost(8);
    assertThat(pace.repetitions(1, 10)).isEqualTo(4);
    pace.whole(4, 80);
    assertThat(pace.repetitions(1, 10)).isGreaterThan(4);
  }

  @Test
  void neverAgainAsksForWhatWasTooBig() {
    pace.tooBig(20);
    for (int i = 0; i < 20; i++) {
      pace.whole(10, 200);
    }
    assertThat(pace.repetitions(1, 10)).isEqualTo(10);
    assertThat(pace.instances()).isEqualTo(10);
  }
}
