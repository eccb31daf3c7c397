package org.postern.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.postern.finding.MaintenanceOrder;

class MaintenanceStoreIT {
  private static final MaintenanceOrder EDGE =
      new MaintenanceOrder(
          "edge", Examples.NOON, Examples.NOON.plusSeconds(60), "anna", "change 4711");
  private static final MaintenanceOrder CORE =
      new MaintenanceOrder("core", Examples.NOON, Examples.NOON.plusNanos(1), "operators", "");

  @TempDir Path directory;

  private PosternStore open() {
    return PosternStore.open(directory, StoreSettings.defaults(), Examples.CLOCK);
  }

  @Test
  void whatWasSavedLastIsThereAfterARestartAndNothingElse() {
    try (PosternStore store = open()) {
      assertThat(store.maintenance().all()).isEmpty();
      store.maintenance().save(List.of(EDGE));
      store.maintenance().save(List.of(EDGE, CORE));
    }
    try (PosternStore store = open()) {
      assertThat(store.maintenance().all()).containsExactly(CORE, EDGE);
      store.maintenance().save(List.of());
    }
    try (PosternStore store = open()) {
      assertThat(store.maintenance().all()).isEmpty();
    }
  }
}
