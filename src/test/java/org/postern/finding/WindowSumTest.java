package org.postern.finding;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class WindowSumTest {
  private static final Duration WINDOW = Duration.ofMinutes(5);

  private final WindowSum sum = new WindowSum();

  private boolean endsNextAfter(int seconds) {
    var unused = sum.add(1, Duration.ofSeconds(seconds), WINDOW);
    return sum.endsNext();
  }

  @Test
  void knowsThePollBeforeTheLastOfAWindow() {
    assertThat(sum.endsNext()).isFalse();
    assertThat(endsNextAfter(60)).isFalse();
    assertThat(endsNextAfter(60)).isFalse();
    assertThat(endsNextAfter(60)).isFalse();
    assertThat(endsNextAfter(60)).as("four minutes, and one to come").isTrue();
    assertThat(endsNextAfter(60)).as("a new window").isFalse();
  }

  @Test
  void everyPollEndsAWindowThatIsNoLongerThanTheInterval() {
    assertThat(endsNextAfter(300)).isTrue();
    assertThat(endsNextAfter(300)).isTrue();
    sum.drop();
    assertThat(sum.endsNext()).isFalse();
  }
}
