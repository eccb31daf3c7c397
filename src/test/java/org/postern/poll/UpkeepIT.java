package org.postern.poll;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.postern.acl.Action;
import org.postern.store.PosternStore;
import org.postern.store.StoreSettings;
import org.postern.store.StoredDevice;

class UpkeepIT {
  private static final int DEVICES = 150;
  private static final Clock CLOCK = Clock.fixed(Gateway.NOON, ZoneOffset.UTC);

  @TempDir Path directory;

  private static List<DeviceState> devices() {
    return IntStream.range(0, DEVICES).mapToObj(each -> device("gw" + each)).toList();
  }

  /** Polled twice, so that the use of its entries is known. */
  private static DeviceState device(String name) {
    DeviceState state = Gateway.state(Gateway.named(name), Indexes.inMemory());
    var list = Gateway.list(Gateway.entry("10", Action.PERMIT, "192.0.2.10", 25));
    state.evaluate(Gateway.answer(0, Gateway.hits(list, 0)));
    state.evaluate(Gateway.answer(1, Gateway.hits(list, 5)));
    return state;
  }

  private PosternStore open() {
    return PosternStore.open(directory, StoreSettings.defaults(), CLOCK);
  }

  private static Set<String> kept(PosternStore store) {
    Set<String> names = new HashSet<>();
    for (StoredDevice each : store.devices().all()) {
      names.add(each.name());
    }
    return names;
  }

  private static long learned(PosternStore store) {
    return IntStream.range(0, DEVICES)
        .filter(each -> !store.entryUses().load("gw" + each).isEmpty())
        .count();
  }

  @Test
  void everyDeviceIsKeptOnceAMinuteAndWhatWasLearnedOnceAnHour() {
    try (PosternStore store = open()) {
      Upkeep upkeep = new Upkeep(devices(), new DeviceArchive(store), store, CLOCK);
      upkeep.turn();
      assertThat(kept(store)).containsExactlyInAnyOrder("gw1", "gw61", "gw121");
      assertThat(learned(store)).isEqualTo(1);
      for (int i = 1; i < 60; i++) {
        upkeep.turn();
      }
      assertThat(kept(store)).hasSize(DEVICES);
      assertThat(learned(store)).isEqualTo(60);
      for (int i = 0; i < 3540; i++) {
        upkeep.turn();
      }
      assertThat(learned(store)).isEqualTo(DEVICES);
    }
  }

  @Test
  void allIsKeptAtTheEndUnlessThereIsNoTime() {
    try (PosternStore store = open()) {
      Upkeep upkeep = new Upkeep(devices(), new DeviceArchive(store), store, CLOCK);
      upkeep.start();
      upkeep.stop(Duration.ofSeconds(5));
      Thread.currentThread().interrupt();
      upkeep.keepAll();
      assertThat(Thread.interrupted()).isTrue();
      assertThat(kept(store)).hasSize(DEVICES);
      assertThat(learned(store)).isZero();
      upkeep.keepAll();
      assertThat(learned(store)).isEqualTo(DEVICES);
    }
  }

  @Test
  void aStepThatFailsDoesNotStopTheOthers() {
    PosternStore store = open();
    List<DeviceState> devices = devices();
    DeviceArchive archive = new DeviceArchive(store);
    store.close();
    Upkeep upkeep = new Upkeep(devices, archive, store, CLOCK);
    for (int i = 0; i < 60; i++) {
      upkeep.turn(); // the store is closed: every step fails
    }
    try (PosternStore again = open()) {
      assertThat(again.devices().all()).isEmpty();
      assertThat(again.entryUses().load("gw1")).isEqualTo(Map.of());
    }
  }
}
