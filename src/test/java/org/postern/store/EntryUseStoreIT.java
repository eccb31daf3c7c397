package org.postern.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.postern.finding.EntryUses;

class EntryUseStoreIT {
  private static final EntryUses.Silence LONG =
      new EntryUses.Silence(Examples.NOON, true, Duration.ofDays(31), 4711);
  private static final EntryUses.Silence NEW =
      new EntryUses.Silence(Examples.NOON, false, Duration.ZERO, 0);

  @TempDir Path directory;

  private PosternStore open() {
    return PosternStore.open(directory, StoreSettings.defaults(), Examples.CLOCK);
  }

  @Test
  void survivesARestartAndReplacesWhatWasThere() {
    try (PosternStore store = open()) {
      store.entryUses().save("edge", Map.of("in", Map.of("a", LONG, "b", NEW)));
      store.entryUses().save("core", Map.of("in", Map.of("a", NEW)));
    }
    try (PosternStore store = open()) {
      assertThat(store.entryUses().load("edge"))
          .isEqualTo(Map.of("in", Map.of("a", LONG, "b", NEW)));
      store.entryUses().save("edge", Map.of("out", Map.of("b", LONG)));
      assertThat(store.entryUses().load("edge")).isEqualTo(Map.of("out", Map.of("b", LONG)));
      store.entryUses().save("edge", Map.of());
      assertThat(store.entryUses().load("edge")).isEmpty();
      assertThat(store.entryUses().load("core")).isEqualTo(Map.of("in", Map.of("a", NEW)));
    }
  }
}
