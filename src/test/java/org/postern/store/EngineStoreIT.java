package org.postern.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EngineStoreIT {
  private static final StoredEngine EDGE =
      new StoredEngine("edge", "80007ed90501", 7, 86_400, Examples.NOON, "80007ed90501", 9);
  private static final StoredEngine CORE =
      new StoredEngine("core", "80007ed90502", 1, 5, Examples.NOON, "80007ed90503", 2);

  @TempDir Path directory;

  private PosternStore open() {
    return PosternStore.open(directory, StoreSettings.defaults(), Examples.CLOCK);
  }

  @Test
  void survivesARestartAndReplacesWhatWasThere() {
    try (PosternStore store = open()) {
      store.engines().save(List.of(EDGE, CORE));
      store.engines().save(List.of());
    }
    StoredEngine later =
        new StoredEngine("edge", "80007ed90504", 8, 60, Examples.NOON, "80007ed90504", 8);
    try (PosternStore store = open()) {
      assertThat(store.engines().all()).containsExactly(CORE, EDGE);
      store.engines().save(List.of(later));
      assertThat(store.engines().all()).containsExactly(CORE, later);
    }
  }

  @Test
  void itsAgeIsNeverNegative() {
    assertThat(EDGE.age(Examples.NOON.plusSeconds(90))).isEqualTo(Duration.ofSeconds(90));
    assertThat(EDGE.age(Examples.NOON.minusSeconds(90))).isZero();
  }
}
