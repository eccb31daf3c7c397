package org.postern.snmp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class TurnsTest {
  @Test
  void startsInOrderAsRoomBecomesFree() {
    Turns turns = new Turns(2);
    List<Integer> started = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      int number = i;
      turns.enter(() -> started.add(number));
    }
    assertThat(started).containsExactly(0, 1);
    assertThat(turns.active()).isEqualTo(2);
    assertThat(turns.waiting()).isEqualTo(2);
    turns.leave();
    turns.leave();
    assertThat(started).containsExactly(0, 1, 2, 3);
    turns.leave();
    turns.leave();
    assertThat(turns.active()).isZero();
  }

  @Test
  void manyThatEndAtOnceDoNotPileUpOnTheStack() {
    Turns turns = new Turns(1);
    List<Integer> ended = new ArrayList<>();
    turns.enter(() -> {});
    for (int i = 0; i < 100_000; i++) {
      int number = i;
      turns.enter(
          () -> {
            ended.add(number);
            turns.leave();
          });
    }
    turns.leave();
    assertThat(ended).hasSize(100_000).isSorted();
    assertThat(turns.active()).isZero();
  }

  @Test
  void needsRoomForOne() {
    assertThatThrownBy(() -> new Turns(0)).isInstanceOf(IllegalArgumentException.class);
  }
}
