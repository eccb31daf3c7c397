package org.postern.poll;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.postern.counter.Seasons.Slot;
import org.postern.counter.SeriesModel;
import org.postern.counter.SeriesSettings;
import org.postern.counter.SiteCalendar;
import org.postern.finding.EntryUses;
import org.postern.finding.SeriesKey;
import org.postern.finding.SeriesKey.Quantity;
import org.postern.store.PosternStore;
import org.postern.store.StoreSettings;

class DeviceArchiveIT {
  private static final Instant NOW = Instant.parse("2027-03-12T12:00:00Z");
  private static final SeriesKey KEY = new SeriesKey(Quantity.IN_BITS, "wan0", "");

  @TempDir Path directory;

  private static Map<SeriesKey, byte[]> learned(int daysAgo) {
    SeriesModel model = new SeriesModel(SeriesSettings.of(Duration.ofMinutes(5), 5, 2, false));
    Slot slot = SiteCalendar.utc().slot(NOW.minus(Duration.ofDays(daysAgo)));
    model.learn(slot, model.see(slot, 1), 1);
    return Map.of(KEY, model.stored());
  }

  @Test
  void whatWasLearnedOfDevicesThatAreGoneForLongIsDropped() {
    try (PosternStore store =
        PosternStore.open(directory, StoreSettings.defaults(), Clock.fixed(NOW, ZoneOffset.UTC))) {
      store.series().save("watched", learned(61));
      store.series().save("taken-out-today", learned(0));
      store.series().save("gone-for-sixty", learned(60));
      store.series().save("gone-for-longer", learned(61));
      EntryUses.Silence silence = new EntryUses.Silence(NOW, false, Duration.ZERO, 0);
      Map<String, Map<String, EntryUses.Silence>> use = Map.of("in", Map.of("10", silence));
      store.entryUses().save("gone-for-longer", use);
      store.entryUses().save("gone-for-sixty", use);
      DeviceArchive archive = new DeviceArchive(store);

      archive.forgetLearned(Set.of("watched"), NOW);

      assertThat(store.series().devices())
          .containsExactly("gone-for-sixty", "taken-out-today", "watched");
      assertThat(store.entryUses().load("gone-for-longer")).isEmpty();
      assertThat(store.entryUses().load("gone-for-sixty")).isEqualTo(use);
    }
  }
}
