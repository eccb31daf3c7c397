package org.postern.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class StoreSettingsTest {
  private static StoreSettings sampling(Duration kept, Duration slice) {
    return new StoreSettings(
        1,
        Duration.ofDays(1),
        0,
        2,
        kept,
        StoreSettings.RollUpsKept.standard(),
        slice,
        1,
        100,
        Duration.ofMinutes(1),
        1);
  }

  @Test
  void pinsItsDefaults() {
    assertThat(StoreSettings.defaults())
        .isEqualTo(
            new StoreSettings(
                100_000,
                Duration.ofDays(400),
                10_000,
                50,
                Duration.ofDays(7),
                StoreSettings.RollUpsKept.standard(),
                Duration.ofHours(6),
                10_000_000_000L,
                50_000,
                Duration.ofHours(6),
                3));
  }

  @Test
  void takesSlicesOfWholeBucketsUpToADay() {
    assertThat(sampling(Duration.ofDays(1), Duration.ofDays(1)).sampleSlice())
        .isEqualTo(Duration.ofDays(1));
    assertThatThrownBy(() -> sampling(Duration.ofDays(3), Duration.ofMinutes(1450)))
        .hasMessageContaining("sampleSlice");
    assertThatThrownBy(() -> sampling(Duration.ofDays(3), Duration.ofMinutes(7)))
        .hasMessageContaining("sampleSlice");
    assertThatThrownBy(() -> sampling(Duration.ofDays(3), Duration.ZERO))
        .hasMessageContaining("sampleSlice");
  }

  @Test
  void keepsAtLeastOneSlice() {
    assertThatThrownBy(() -> sampling(Duration.ofMinutes(10), Duration.ofMinutes(20)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("samplesKept is at least sampleSlice (PT20M): PT10M");
  }

  @Test
  void namesWhatIsTooSmall() {
    assertThatThrownBy(
            () ->
                new StoreSettings(
                    0,
                    Duration.ofDays(1),
                    0,
                    2,
                    Duration.ofDays(1),
                    StoreSettings.RollUpsKept.standard(),
                    Duration.ofHours(1),
                    1,
                    100,
                    Duration.ofHours(1),
                    1))
        .hasMessage("transitionsKept is at least 1: 0");
  }
}
