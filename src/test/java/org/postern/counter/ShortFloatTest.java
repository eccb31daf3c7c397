package org.postern.counter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import org.junit.jupiter.api.Test;

class ShortFloatTest {
  @Property
  void keepsAValueWithin04Percent(@ForAll @DoubleRange(min = -1e30, max = 1e30) double value) {
    assertThat((double) ShortFloat.toFloat(ShortFloat.of(value)))
        .isCloseTo(value, within(Math.abs(value) * 0.004 + 1e-37));
  }

  @Test
  void theEndsOfTheRangeStayFinite() {
    assertThat(ShortFloat.toFloat(ShortFloat.of(Float.MAX_VALUE))).isFinite().isPositive();
    assertThat(ShortFloat.toFloat(ShortFloat.of(-Float.MAX_VALUE))).isFinite().isNegative();
    assertThat(ShortFloat.toFloat(ShortFloat.of(0))).isZero();
  }

  @Test
  void takesNoValueThatIsNone() {
    assertThat(ShortFloat.toFloat(ShortFloat.NONE)).isNaN();
    assertThatIllegalArgumentException().isThrownBy(() -> ShortFloat.of(Double.NaN));
    assertThatIllegalArgumentException().isThrownBy(() -> ShortFloat.of(1e39));
  }
}
