package org.postern.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.postern.acl.Visibility;
import org.postern.finding.Board.Reachability;
import org.postern.testkit.MutableClock;

/** Backups, and the small tables. */
class HousekeepingIT {
  @TempDir Path directory;

  private PosternStore open() {
    return PosternStore.open(directory, StoreSettings.defaults(), Examples.CLOCK);
  }

  private static Instant hour(int hour) {
    return Examples.NOON.plus(Duration.ofHours(hour));
  }

  private List<String> backups() throws IOException {
    List<String> names = new ArrayList<>();
    try (DirectoryStream<Path> files = Files.newDirectoryStream(directory.resolve("backup"))) {
      files.forEach(file -> names.add(String.valueOf(file.getFileName())));
    }
    names.sort(null);
    return names;
  }

  @Test
  void makesABackupWhenOneIsDueAndKeepsTheNewestThree() throws IOException {
    try (PosternStore store = open()) {
      store.maintain(hour(0));
      store.maintain(hour(5));
      assertThat(backups()).containsExactly("state-0000000000000000000-20261124T120000Z.zip");
      for (int hour = 6; hour <= 24; hour += 6) {
        store.maintain(hour(hour));
      }
    }
    assertThat(backups())
        .containsExactly(
            "state-0000000000000000001-20261125T000000Z.zip",
            "state-0000000000000000001-20261125T060000Z.zip",
            "state-0000000000000000001-20261125T120000Z.zip");
  }

  @Test
  void knowsTheNewestBackupAlsoAfterTheClockWasSetBack() throws IOException {
    MutableClock clock = new MutableClock(hour(1_000));
    try (PosternStore store = PosternStore.open(directory, StoreSettings.defaults(), clock)) {
      for (int day = 0; day <= 6; day++) {
        store.findings().append(List.of(Examples.raised(day + 1, 1)));
        clock.advance(Duration.ofDays(day == 2 ? -40 : 1));
        store.maintain(clock.instant());
      }
    }
    Files.delete(directory.resolve("state.mv.db"));

    try (PosternStore store = PosternStore.open(directory, StoreSettings.defaults(), clock)) {
      assertThat(store.findings().log(0, 10)).hasSize(7);
    }
  }

  @Test
  void makesABackupThatTakesThePlaceOfALostState() throws IOException {
    byte[] engineId;
    try (PosternStore store = open()) {
      engineId = store.identity().engineId();
      store.findings().append(List.of(Examples.raised(1, 1)));
      store.maintain(hour(0));
      store.findings().append(List.of(Examples.raised(2, 2)));
    }
    Path state = directory.resolve("state.mv.db");
    Files.delete(state);
    Path zip = directory.resolve("backup").resolve(backups().get(0));
    try (InputStream input = Files.newInputStream(zip);
        ZipInputStream entries = new ZipInputStream(input)) {
      ZipEntry entry = entries.getNextEntry();
      assertThat(entry.getName()).isEqualTo("state.mv.db");
      Files.copy(entries, state, StandardCopyOption.REPLACE_EXISTING);
    }

    try (PosternStore store = open()) {
      assertThat(store.identity().engineId()).isEqualTo(engineId);
      assertThat(store.findings().log(0, 10))
          .as("the journal has what the backup does not")
          .containsExactly(Examples.raised(1, 1), Examples.raised(2, 2));
    }
  }

  @Test
  void remembersDevices() {
    StoredDevice up =
        new StoredDevice(
            "edge",
            "192.0.2.1",
            161,
            List.of("generic", "h3c-comware"),
            "1.3.6.1.4.1.25506.1.1",
            "a router",
            "edge.example.net",
            4_294_967_295L,
            Reachability.UP,
            "",
            Optional.of(Examples.NOON),
            0,
            3,
            Visibility.RULES);
    StoredDevice never =
        new StoredDevice(
            "core",
            "2001:db8::1",
            1161,
            List.of(),
            "",
            "",
            "",
            0,
            Reachability.NO_RESPONSE,
            "no answer after 3 tries",
            Optional.empty(),
            5,
            0,
            Visibility.NONE);
    try (PosternStore store = open()) {
      store.devices().save(List.of());
      store.devices().save(List.of(never, up));
      store.devices().save(List.of(up));
    }
    try (PosternStore store = open()) {
      assertThat(store.devices().all()).containsExactly(never, up);
      store.devices().forget("core");
      assertThat(store.devices().all()).containsExactly(up);
    }
  }
}
