package org.postern.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.postern.finding.SeriesKey;
import org.postern.finding.SeriesKey.Quantity;
import org.postern.testkit.MutableClock;

class SeriesStoreIT {
  @TempDir Path directory;

  private final MutableClock clock =
      new MutableClock(java.time.Instant.parse("2026-11-24T12:00:00Z"));

  private PosternStore open() {
    return PosternStore.open(directory, StoreSettings.defaults(), clock);
  }

  @Test
  void whatWasLearnedOutlivesTheProcessDeviceByDevice() {
    SeriesKey denies = new SeriesKey(Quantity.DENY_HITS, "a>b", "smtp");
    Map<SeriesKey, byte[]> many = new HashMap<>();
    for (int i = 0; i < 1_201; i++) {
      many.put(new SeriesKey(Quantity.IN_BITS, "eth" + i, ""), new byte[] {(byte) i, 2, 3});
    }
    try (PosternStore store = open()) {
      assertThat(store.series().load("gw")).isEmpty();
      store.series().save("gw", Map.of(denies, new byte[2_100]));
      store.series().save("other", many);
    }
    try (PosternStore store = open()) {
      assertThat(store.series().load("gw")).containsOnlyKeys(denies);
      assertThat(store.series().load("gw").get(denies)).isEqualTo(new byte[2_100]);
      assertThat(store.series().load("other")).hasSize(1_201);
      assertThat(store.series().load("other").get(new SeriesKey(Quantity.IN_BITS, "eth7", "")))
          .containsExactly(7, 2, 3);
      store.series().save("other", Map.of());
      assertThat(store.series().load("other")).as("replaced").isEmpty();
      assertThat(store.series().load("gw")).hasSize(1);
    }
  }

  @Test
  void aDeviceIsForgottenAndTheOthersAreNot() {
    SeriesKey key = new SeriesKey(Quantity.IN_BITS, "eth0", "");
    try (PosternStore store = open()) {
      store.series().save("gw", Map.of(key, new byte[] {1}));
      store.series().save("gone", Map.of(key, new byte[] {2}));
      assertThat(store.series().devices()).containsExactly("gone", "gw");
      store.series().forget("gone");
    }
    try (PosternStore store = open()) {
      assertThat(store.series().devices()).containsExactly("gw");
      assertThat(store.series().load("gone")).isEmpty();
    }
  }
}
