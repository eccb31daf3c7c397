package org.postern.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.postern.acl.AccessList;
import org.postern.acl.Binding;
import org.postern.finding.Baselines;
import org.postern.finding.DigestedList;

class AccessListStoreIT {
  private static final String SOURCE = "example/extended";

  @TempDir Path directory;
  private PosternStore store;

  @BeforeEach
  void open() {
    StoreSettings settings =
        new StoreSettings(
            10,
            Duration.ofDays(30),
            2,
            3,
            Duration.ofHours(2),
            StoreSettings.RollUpsKept.standard(),
            Duration.ofHours(1),
            1_000_000_000,
            1000,
            Duration.ofHours(1),
            2);
    store = PosternStore.open(directory, settings, Examples.CLOCK);
  }

  @AfterEach
  void close() {
    store.close();
  }

  private void reopen() {
    store.close();
    open();
  }

  private static Instant minute(int minute) {
    return Examples.NOON.plus(Duration.ofMinutes(minute));
  }

  private long contents() {
    store.close();
    try (DatabaseFile file =
        DatabaseFile.open(DatabaseFile.ASYNC, directory, "state", 0, "db/migration/state")) {
      return file.read(
          "count",
          handle ->
              handle
                  .createQuery("SELECT COUNT(DISTINCT content) FROM access_list_content")
                  .mapTo(Long.class)
                  .one());
    } finally {
      open();
    }
  }

  @Test
  void tellsANewVersionFromAKnownOne() {
    AccessListStore lists = store.accessLists();
    AccessList one = Examples.list("mail-in", 1);
    AccessList two = Examples.list("mail-in", 2);

    assertThat(lists.record("edge", one, "d1", minute(0))).isTrue();
    assertThat(lists.record("edge", one, "d1", minute(1))).isFalse();
    assertThat(lists.record("edge", two, "d2", minute(2))).isTrue();
    assertThat(lists.record("core", one, "d1", minute(2))).isTrue();

    assertThat(lists.versions("edge", "mail-in"))
        .containsExactly(
            new AccessListVersion("edge", SOURCE, "mail-in", "d2", minute(2), minute(2)),
            new AccessListVersion("edge", SOURCE, "mail-in", "d1", minute(0), minute(1)));
    assertThat(lists.latest("edge")).extracting(StoredAccessList::list).containsExactly(two);
    assertThat(lists.load("d1")).contains(one);
    assertThat(lists.load("d3")).isEmpty();
    assertThat(contents()).isEqualTo(2);
  }

  @Test
  void seesThatAListReturnedToWhatItWas() {
    AccessListStore lists = store.accessLists();
    lists.record("edge", Examples.list("mail-in", 1), "d1", minute(0));
    lists.record("edge", Examples.list("mail-in", 2), "d2", minute(1));

    assertThat(lists.record("edge", Examples.list("mail-in", 1), "d1", minute(2))).isTrue();

    assertThat(lists.versions("edge", "mail-in"))
        .extracting(AccessListVersion::digest)
        .containsExactly("d1", "d2", "d1");
    assertThat(contents()).isEqualTo(2);
  }

  @Test
  void knowsTheLastVersionAfterARestart() {
    store.accessLists().record("edge", Examples.list("mail-in", 1), "d1", minute(0));
    store.accessLists().record("edge", Examples.list("mail-in", 1), "d1", minute(3));
    reopen();

    assertThat(store.accessLists().versions("edge", "mail-in").get(0).lastSeen())
        .isEqualTo(minute(3));
    assertThat(store.accessLists().record("edge", Examples.list("mail-in", 1), "d1", minute(4)))
        .isFalse();
    assertThat(store.accessLists().latest("edge"))
        .containsExactly(
            new StoredAccessList(
                new AccessListVersion("edge", SOURCE, "mail-in", "d1", minute(0), minute(4)),
                Examples.list("mail-in", 1)));
  }

  @Test
  void takesOtherBindingsIntoTheSameVersion() {
    AccessList before = Examples.list("mail-in", 1);
    AccessList after =
        new AccessList(
            before.name(),
            before.source(),
            before.families(),
            List.of(Binding.forward()),
            before.entries(),
            before.implicitAction(),
            before.visibility(),
            before.gaps());
    store.accessLists().record("edge", before, "d1", minute(0));
    reopen();

    assertThat(store.accessLists().record("edge", after, "d1", minute(1))).isFalse();

    assertThat(store.accessLists().load("d1")).contains(after);
    assertThat(contents()).isEqualTo(1);
  }

  @Test
  void keepsTheNewestVersionsAndWhatTheBaselinesHold() {
    AccessListStore lists = store.accessLists();
    AccessList accepted = Examples.list("mail-in", 1);
    lists.record("edge", accepted, "d1", minute(0));
    store.baselines().save("edge", permits(new DigestedList(accepted, "d1")));
    for (int i = 2; i <= 7; i++) {
      lists.record("edge", Examples.list("mail-in", i), "d" + i, minute(i));
    }

    assertThat(lists.versions("edge", "mail-in"))
        .extracting(AccessListVersion::digest)
        .containsExactly("d7", "d6", "d5");
    assertThat(lists.load("d2")).isEmpty();
    assertThat(contents()).isEqualTo(4);
    reopen();
    assertThat(store.baselines().load("edge")).contains(permits(new DigestedList(accepted, "d1")));
  }

  @Test
  void replacesBaselinesWholeAndTellsNoneFromEmpty() {
    DigestedList one = new DigestedList(Examples.list("mail-in", 1), "d1");
    DigestedList two = new DigestedList(Examples.list("mail-out", 2), "d2");
    Baselines all = new Baselines(List.of(one, two), List.of(two), List.of(one));
    store.baselines().save("edge", permits(one));
    store.baselines().save("edge", all);
    store.baselines().save("core", new Baselines(List.of(), List.of(), List.of()));
    reopen();

    assertThat(store.baselines().load("edge")).contains(all);
    assertThat(store.baselines().load("core"))
        .contains(new Baselines(List.of(), List.of(), List.of()));
    assertThat(store.baselines().load("unknown")).isEmpty();
    store.baselines().save("edge", new Baselines(List.of(), List.of(), List.of()));
    assertThat(contents()).isZero();
  }

  private static Baselines permits(DigestedList list) {
    return new Baselines(List.of(), List.of(), List.of(list));
  }

  @Test
  void keepsALongListWhole() {
    AccessList list = Examples.list("long", 50_000);
    store.accessLists().record("edge", list, "d", minute(0));
    reopen();

    AccessListVersion version = store.accessLists().versions("edge", "long").get(0);
    assertThat(store.accessLists().load(version)).isEqualTo(Optional.of(list));
  }

  @Test
  void saysThatAContentIsCorrupt() {
    store.accessLists().record("edge", Examples.list("mail-in", 1), "d1", minute(0));
    store.close();
    try (DatabaseFile file =
        DatabaseFile.open(DatabaseFile.ASYNC, directory, "state", 0, "db/migration/state")) {
      file.write(
          "damage",
          handle ->
              handle.execute("UPDATE access_list_content SET octets = X'1f8b0800' WHERE part = 0"));
    }
    open();

    assertThatThrownBy(() -> store.accessLists().load("d1"))
        .isInstanceOf(StoreException.class)
        .hasMessageContaining("access list content is corrupt");
  }
}
