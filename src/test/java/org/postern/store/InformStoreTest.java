package org.postern.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InformStoreTest {
  @TempDir Path directory;

  private PosternStore open() {
    return PosternStore.open(directory, StoreSettings.defaults(), Clock.systemUTC());
  }

  @Test
  void whatWasConfirmedOutlivesTheProcess() {
    try (PosternStore store = open()) {
      assertThat(store.informs().confirmed("noc")).isEmpty();
      store.informs().confirm("noc", 7);
      store.informs().confirm("noc", 8);
      store.informs().confirm("other", 3);
    }
    try (PosternStore store = open()) {
      assertThat(store.informs().confirmed("noc")).hasValue(8);
      store.informs().retain(List.of("noc"));
      assertThat(store.informs().confirmed("other")).isEmpty();
      assertThat(store.informs().confirmed("noc")).hasValue(8);
    }
  }

  @Test
  void aConfigurationIsTheSameUntilItChanges() {
    try (PosternStore store = open()) {
      assertThat(store.informs().isSameConfiguration("a")).isFalse();
      assertThat(store.informs().isSameConfiguration("a")).isTrue();
    }
    try (PosternStore store = open()) {
      assertThat(store.informs().isSameConfiguration("a")).isTrue();
      assertThat(store.informs().isSameConfiguration("b")).isFalse();
      assertThat(store.informs().isSameConfiguration("a")).isFalse();
    }
  }
}
