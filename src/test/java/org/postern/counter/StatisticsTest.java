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
  void theMedianIsTheMiddleOrTheMeanOfTheTwoMiddleOnes() {
    assertThat(Medians.of(new double[] {9, 1, 2, 100}, 3)).isEqualTo(2);
    assertThat(Medians.of(new double[] {9, 1, 2, 4}, 4)).isEqualTo(3);
    assertThat(Medians.of(new double[] {Double.MAX_VALUE, Double.MAX_VALUE}, 2))
        .isEqualTo(Double.MAX_VALUE);
    assertThat(Medians.of(new double[0], 0)).isZero();
  }

  @Test
  void theDeviationIsTheMedianDistance() {
    assertThat(Medians.deviation(new double[] {1, 2, 3, 50}, 4, 2)).isEqualTo(1);
  }

  @Test
  void theScoreRefusesWhatIsNoCount() {
    assertThatThrownBy(() -> PoissonScore.of(-1, 1)).hasMessageContaining("-1");
    assertThatThrownBy(() -> PoissonScore.of(1, -0.5)).hasMessageContaining("-0.5");
    assertThatThrownBy(() -> PoissonScore.of(1, Double.NaN)).hasMessageContaining("NaN");
    assertThatThrownBy(() -> PoissonScore.of(1, Double.POSITIVE_INFINITY))
        .hasMessageContaining("Infinity");
  }
}
