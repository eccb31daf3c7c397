package org.postern.acl;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EvaluationLimitsTest {
  @Test
  void theirEndsAreAllowed() {
    assertThatCode(() -> new EvaluationLimits(1000, 1000, 1)).doesNotThrowAnyException();
    assertThatCode(() -> new EvaluationLimits(1 << 26, Long.MAX_VALUE, 64))
        .doesNotThrowAnyException();
  }

  @ParameterizedTest
  @CsvSource({"999,1000,1,999", "67108865,1000,1,67108865", "1000,999,1,999", "1000,1000,0,0"})
  void whatIsBeyondThemIsRefused(int nodes, long steps, int blocks, String named) {
    assertThatThrownBy(() -> new EvaluationLimits(nodes, steps, blocks))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageEndingWith(": " + named);
  }
}
