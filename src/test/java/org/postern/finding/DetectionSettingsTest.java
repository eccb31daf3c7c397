package org.postern.finding;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/** The edges of the ranges that the settings document. */
class DetectionSettingsTest {
  private static final Duration LEAST = Duration.ofNanos(1);

  private static DetectionSettings settings(
      double clear,
      long minimum,
      double expected,
      int zero,
      int learning,
      Duration unused,
      long others) {
    return new DetectionSettings(6, minimum, clear, expected, zero, 4, learning, unused, others);
  }

  @Test
  void theEdgesThemselvesAreAllowed() {
    assertThatCode(() -> settings(6, 1, Double.MIN_VALUE, 1, 1, LEAST, 1))
        .doesNotThrowAnyException();
    assertThatCode(() -> settings(Double.MIN_VALUE, 1, 1, 1, 4, LEAST, 1))
        .doesNotThrowAnyException();
  }

  @Test
  void whatLiesJustOutsideIsRefused() {
    refused(() -> settings(0, 1, 1, 1, 1, LEAST, 1));
    refused(() -> settings(Math.nextUp(6.0), 1, 1, 1, 1, LEAST, 1));
    refused(() -> settings(Double.NaN, 1, 1, 1, 1, LEAST, 1));
    refused(() -> settings(6, 0, 1, 1, 1, LEAST, 1));
    refused(() -> settings(6, 1, 0, 1, 1, LEAST, 1));
    refused(() -> settings(6, 1, 1, 0, 1, LEAST, 1));
    refused(() -> settings(6, 1, 1, 1, 0, LEAST, 1));
    refused(() -> settings(6, 1, 1, 1, 5, LEAST, 1));
    refused(() -> settings(6, 1, 1, 1, 1, Duration.ZERO, 1));
    refused(() -> settings(6, 1, 1, 1, 1, LEAST.negated(), 1));
    refused(() -> settings(6, 1, 1, 1, 1, LEAST, 0));
  }

  private static void refused(Runnable settings) {
    assertThatIllegalArgumentException().isThrownBy(settings::run);
  }
}
