package org.postern.profile;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class SharedTest {
  private record Value(List<String> key, int maker) {}

  private final Shared<List<String>, Value> shared = new Shared<>();

  private static Value value(int maker) {
    return new Value(List.of("a", "b"), maker);
  }

  @Test
  void theFirstOfEqualOnesIsTheOneOfAll() {
    Value first = value(1);
    assertThat(shared.of(first.key())).isEmpty();
    assertThat(shared.add(first.key(), first)).isSameAs(first);
    Value second = value(2);
    assertThat(shared.add(second.key(), second)).isSameAs(first);
    assertThat(shared.of(List.of("a", "b"))).containsSame(first);
    assertThat(shared.of(List.of("a"))).isEmpty();
  }
}
