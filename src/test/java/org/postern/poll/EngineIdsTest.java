package org.postern.poll;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;

class EngineIdsTest {
  private final EngineIds ids = new EngineIds();

  @Test
  void tellsWhoElseHasAnId() {
    assertThat(ids.seen("a", Optional.of("80"))).isEmpty();
    assertThat(ids.seen("b", Optional.of("81"))).isEmpty();
    assertThat(ids.seen("c", Optional.of("80"))).containsExactly("a");
    assertThat(ids.seen("b", Optional.of("80"))).containsExactly("a", "c");
    assertThat(ids.seen("a", Optional.of("80"))).containsExactly("b", "c");
    assertThat(ids.seen("a", Optional.of("82"))).isEmpty();
    assertThat(ids.seen("b", Optional.empty())).isEmpty();
    assertThat(ids.seen("c", Optional.of("80"))).isEmpty();
  }
}
