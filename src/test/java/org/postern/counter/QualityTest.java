package org.postern.counter;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class QualityTest {
  @Test
  void joinsTheSameWhateverTheOrderAndTheGrouping() {
    for (Quality a : Quality.values()) {
      assertThat(a.with(a)).isEqualTo(a);
      for (Quality b : Quality.values()) {
        assertThat(a.with(b)).isEqualTo(b.with(a));
        for (Quality c : Quality.values()) {
          assertThat(a.with(b).with(c)).isEqualTo(a.with(b.with(c)));
        }
      }
    }
  }

  @Test
  void saysThatSomethingIsMissingOrOdd() {
    assertThat(Quality.COMPLETE.with(Quality.RESET)).isEqualTo(Quality.PARTIAL);
    assertThat(Quality.RESET.with(Quality.UNAVAILABLE)).isEqualTo(Quality.PARTIAL);
    assertThat(Quality.COMPLETE.with(Quality.WRAP)).isEqualTo(Quality.WRAP);
    assertThat(Quality.WRAP.with(Quality.GAP)).isEqualTo(Quality.GAP);
    assertThat(Quality.GAP.with(Quality.PARTIAL)).isEqualTo(Quality.PARTIAL);
  }
}
