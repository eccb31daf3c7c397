package org.postern.poll;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class BackOffTest {
  private final BackOff backOff = new BackOff(3);

  /** Turns until the next poll, each of so many polls being unanswered. */
  private List<Integer> gaps(int polls) {
    List<Integer> gaps = new ArrayList<>();
    for (int i = 0; i < polls; i++) {
      int turns = 1;
      while (backOff.skipsTurn()) {
        turns++;
      }
      gaps.add(turns);
      backOff.silent();
    }
    return gaps;
  }

  @Test
  void asksAtEachTurnAtFirstThenMoreAndMoreRarely() {
    assertThat(gaps(9)).containsExactly(1, 1, 1, 1, 2, 4, 8, 8, 8);
  }

  @Test
  void givesUpHopeWhenPatienceIsAtAnEnd() {
    gaps(3);
    assertThat(backOff.isHopeless()).isFalse();
    backOff.silent();
    assertThat(backOff.isHopeless()).isTrue();
  }

  @Test
  void anAnswerMakesAllGoodAgain() {
    gaps(7);
    backOff.answered();
    assertThat(backOff.isHopeless()).isFalse();
    assertThat(gaps(3)).containsExactly(1, 1, 1);
  }

  @Test
  void staysAtTheLongestGapForEver() {
    assertThat(gaps(100)).endsWith(8, 8, 8);
  }
}
