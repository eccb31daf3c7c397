package org.postern.counter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class StatisticsTest {
  @Test
  void theScoreIsZeroWhereTheCountIsAsExpected() {
    assertThat(PoissonScore.of(0, 0)).isZero();
    assertThat(PoissonScore.of(50, 50)).isZero();
  }

  @Test
  void theScoreIsTwiceTheDifferenceOfTheRoots() {
    // 2 (sqrt(50.375) - sqrt(4.375))
    assertThat(PoissonScore.of(50, 4)).isCloseTo(10.01172, within(1e-4));
    assertThat(PoissonScore.of(0, 10)).isCloseTo(-5.21738, within(1e-4));
    assertThat(PoissonScore.of(51, 4)).isGreaterThan(PoissonScore.of(50, 4));
  }

  @Test
  void theScoreRefusesWhatIsNoCount() {
    assertThatThrownBy(() -> PoissonScore.of(-1, 1)).hasMessageContaining("-1");
    assertThatThrownBy(() -> PoissonScore.of(1, -0.5)).hasMessageContaining("-0.5");
    assertThatThrownBy(() -> PoissonScore.of(1, Double.NaN)).hasMessageContaining("NaN");
    assertThatThrownBy(() -> PoissonScore.of(1, Double.POSITIVE_INFINITY))
        .hasMessageContaining("Infinity");
  }

  @Test
  void theMedianIsOfTheLastValuesOnly() {
    RollingMedian median = new RollingMedian(3);
    assertThat(median.median()).isEmpty();
    median.add(9);
    assertThat(median.median()).hasValue(9);
    median.add(1);
    assertThat(median.median()).hasValue(5);
    assertThat(median.isFull()).isFalse();
    median.add(2);
    assertThat(median.median()).hasValue(2);
    assertThat(median.isFull()).isTrue();
    median.add(3);
    assertThat(median.median()).hasValue(2);
    median.add(4);
    assertThat(median.median()).hasValue(3);
    assertThat(median.size()).isEqualTo(3);
  }

  @Test
  void theMedianRefusesWhatIsNoNumber() {
    assertThatThrownBy(() -> new RollingMedian(0)).hasMessageContaining("0");
    assertThatThrownBy(() -> new RollingMedian(1).add(Double.NaN)).hasMessageContaining("NaN");
  }
}
