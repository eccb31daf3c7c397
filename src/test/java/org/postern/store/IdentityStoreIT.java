package org.postern.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.postern.testkit.MutableClock;

class IdentityStoreIT {
  @TempDir Path directory;
  private PosternStore store;

  @BeforeEach
  void open() {
    store = PosternStore.open(directory, StoreSettings.defaults(), Examples.CLOCK);
  }

  @AfterEach
  void close() {
    store.close();
  }

  private void reopen() {
    store.close();
    open();
  }

  @Test
  void keepsItsEngineIdInTheFormatOfRfc3411() {
    byte[] first = store.identity().engineId();
    first[0] = 0;
    byte[] engineId = store.identity().engineId();

    assertThat(engineId).hasSize(17).startsWith(0x80, 0x00, 0x7e, 0xd9, 0x05);
    reopen();
    assertThat(store.identity().engineId()).isEqualTo(engineId);
  }

  @Test
  void lookingIndexesUpGivesNone() {
    IdentityStore identity = store.identity();
    assertThat(identity.knownDevice("gw")).isEmpty();
    assertThat(identity.knownInterfaces("gw")).isEmpty();
    assertThat(identity.knownAcl("gw", "src", "in")).isEmpty();
    int eth1 = identity.interfaceIndex("gw", "eth1");
    int acl = identity.aclIndex("gw", "src", "in");
    int entry = identity.entryIndex("gw", acl, "10");
    identity.entryIndex("gw", identity.aclIndex("gw", "src", "out"), "99");
    reopen();
    identity = store.identity();
    assertThat(identity.knownDevice("gw")).hasValue(identity.deviceIndex("gw"));
    assertThat(identity.knownInterfaces("gw")).isEqualTo(Map.of("eth1", eth1));
    assertThat(identity.knownAcl("gw", "src", "in")).hasValue(acl);
    assertThat(identity.knownAcl("gw", "other", "in")).isEmpty();
    assertThat(identity.knownEntries("gw", acl)).isEqualTo(Map.of("10", entry));
    assertThat(identity.knownInterfaces("other")).isEmpty();
  }

  @Test
  void givesEveryStoreAnEngineIdOfItsOwn() {
    try (PosternStore other =
        PosternStore.open(directory.resolve("other"), StoreSettings.defaults(), Examples.CLOCK)) {
      assertThat(other.identity().engineId()).isNotEqualTo(store.identity().engineId());
    }
  }

  @Test
  void countsBootsOverRestarts() {
    int first = store.identity().nextBoots();
    assertThat(store.identity().nextBoots()).isEqualTo(first + 1);
    reopen();
    assertThat(store.identity().nextBoots()).isEqualTo(first + 2);
  }

  @Test
  void countsBootsOnFromWhereALostStoreWas() {
    int before = store.identity().nextBoots();
    MutableClock later = new MutableClock(Examples.NOON.plusSeconds(60));
    try (PosternStore fresh =
        PosternStore.open(directory.resolve("fresh"), StoreSettings.defaults(), later)) {
      assertThat(fresh.identity().nextBoots()).isEqualTo(before + 1);
      later.advance(Duration.ofDays(-10_000));
      assertThat(fresh.identity().nextBoots()).isEqualTo(before + 2);
    }
  }

  @Test
  void staysAtTheLastBoots() {
    store.close();
    try (DatabaseFile file =
        DatabaseFile.open(DatabaseFile.ASYNC, directory, "state", 0, "db/migration/state")) {
      file.write(
          "age",
          handle ->
              handle.execute(
                  "UPDATE sequence_number SET last_given = 2147483646 WHERE name = 'boots'"));
    }
    open();

    assertThat(store.identity().nextBoots()).isEqualTo(2147483647);
    assertThat(store.identity().nextBoots()).isEqualTo(2147483647);
  }

  @Test
  void givesIndexesFromOneInEachScopeAndKeepsThem() {
    IdentityStore identity = store.identity();
    assertThat(identity.deviceIndex("edge")).isEqualTo(1);
    assertThat(identity.deviceIndex("core")).isEqualTo(2);
    assertThat(identity.deviceIndex("edge")).isEqualTo(1);
    assertThat(identity.crossingIndex("core", "untrusted>mail")).isEqualTo(1);
    assertThat(identity.crossingIndex("core", "mail>untrusted")).isEqualTo(2);
    assertThat(identity.crossingIndex("edge", "mail>untrusted")).isEqualTo(1);
    assertThat(identity.interfaceIndex("edge", "ge-0/0/0")).isEqualTo(1);
    int basic = identity.aclIndex("edge", "h3c-comware/basic", "2000");
    int advanced = identity.aclIndex("edge", "h3c-comware/advanced", "2000");
    assertThat(List.of(basic, advanced)).containsExactly(1, 2);
    assertThat(identity.entryIndex("edge", advanced, "10")).isEqualTo(1);
    assertThat(identity.entryIndex("edge", advanced, "20")).isEqualTo(2);
    assertThat(identity.entryIndex("edge", basic, "20")).isEqualTo(1);

    reopen();

    assertThat(store.identity().entryIndex("edge", advanced, "20")).isEqualTo(2);
    assertThat(store.identity().entryIndex("edge", advanced, "5")).isEqualTo(3);
    assertThat(store.identity().crossingIndex("core", "mail>untrusted")).isEqualTo(2);
    assertThat(store.identity().aclIndex("edge", "h3c-comware/advanced", "2000")).isEqualTo(2);
    assertThat(store.identity().deviceIndex("new")).isEqualTo(3);
  }

  @Test
  void givesManyAtOnceInTheirOrder() {
    List<String> ids = IntStream.rangeClosed(1, 5_000).mapToObj(Integer::toString).toList();
    Map<String, Integer> given = store.identity().entryIndexes("edge", 1, ids);

    assertThat(given).hasSize(5_000).containsEntry("1", 1).containsEntry("5000", 5_000);
    assertThat(store.identity().entryIndexes("edge", 1, List.of("x", "17", "x")))
        .containsExactly(Map.entry("x", 5_001), Map.entry("17", 17));
    reopen();
    assertThat(store.identity().entryIndexes("edge", 1, ids)).isEqualTo(given);
  }

  @Test
  void givesOneNumberToOneNameWhoeverAsksAtTheSameTime() throws Exception {
    ExecutorService pool = Executors.newFixedThreadPool(4);
    try {
      List<Callable<List<Integer>>> askers = new ArrayList<>();
      for (int asker = 0; asker < 4; asker++) {
        askers.add(
            () ->
                IntStream.range(0, 50)
                    .mapToObj(i -> store.identity().deviceIndex("device-" + i))
                    .toList());
      }
      Set<List<Integer>> answers = new HashSet<>();
      for (Future<List<Integer>> answer : pool.invokeAll(askers)) {
        answers.add(answer.get());
      }
      assertThat(answers).hasSize(1);
      assertThat(answers.iterator().next())
          .containsExactlyInAnyOrderElementsOf(IntStream.rangeClosed(1, 50).boxed().toList());
    } finally {
      pool.shutdown();
    }
  }
}
