package org.postern.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class IntegrityCheckTest {
  @Test
  void ofTablesForStretchesOfTimeTheNewestTwoOfEachKindAreRead() {
    assertThat(
            IntegrityCheck.newest(
                List.of(
                    "SAMPLE_SLICE",
                    "SAMPLES_20270309_0000",
                    "SAMPLES_20270311_0000",
                    "SAMPLES_20270310_0000",
                    "SAMPLES_5M_20270301_0000",
                    "FINDING")))
        .containsExactlyInAnyOrder(
            "SAMPLES_20270311_0000", "SAMPLES_20270310_0000", "SAMPLES_5M_20270301_0000");
  }
}
