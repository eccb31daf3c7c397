package org.postern.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.postern.finding.Baselines;
import org.postern.finding.DigestedList;
import org.postern.store.StoreException.Problem;
import org.postern.testkit.MutableClock;

/** The state file is broken for real, in many ways, and everything acknowledged is there again. */
class StateRecoveryIT {
  private static final int BLOCK = 4_096;

  @TempDir Path directory;

  private final MutableClock clock = new MutableClock(Examples.NOON);
  private Path home;
  private byte[] engineId;
  private int boots;

  @BeforeEach
  void place() {
    home = directory.resolve("store");
  }

  private PosternStore open() {
    return PosternStore.open(home, StoreSettings.defaults(), clock);
  }

  private Path state() {
    return home.resolve("state.mv.db");
  }

  /** Two backups, and writes of every kind before, between and after them. */
  private void fill() {
    try (PosternStore store = open()) {
      engineId = store.identity().engineId();
      for (int part = 0; part < 3; part++) {
        boots = store.identity().nextBoots();
        for (int i = 1; i <= 20; i++) {
          long next = store.findings().lastSequence() + 1;
          store.findings().append(List.of(Child.transition(next), Child.transition(next + 1)));
          store.identity().interfaceIndex("edge", "eth" + next);
          store.identity().flush();
        }
        store.accessLists().record("edge", Child.list(part), "digest" + part, clock.instant());
        store.baselines().save("edge", accepted(part));
        clock.advance(Duration.ofHours(7));
        if (part < 2) {
          store.maintain(clock.instant());
        }
      }
    }
  }

  private static Baselines accepted(int part) {
    return new Baselines(
        List.of(new DigestedList(Child.list(part), "digest" + part)), List.of(), List.of());
  }

  private void assertWhole() {
    try (PosternStore store = open()) {
      assertHas(store, 120);
      assertThat(store.accessLists().versions("edge", "mail-in")).hasSize(3);
      AccessListVersion newest = store.accessLists().versions("edge", "mail-in").get(0);
      assertThat(newest.digest()).isEqualTo("digest2");
      assertThat(store.accessLists().load(newest)).contains(Child.list(2));
      assertThat(store.baselines().load("edge")).contains(accepted(2));
      assertThat(store.identity().interfaceIndex("edge", "eth119")).isEqualTo(60);
      assertThat(store.identity().engineId()).isEqualTo(engineId);
      assertThat(store.identity().nextBoots()).isGreaterThan(boots);
    }
  }

  private static void assertHas(PosternStore store, int transitions) {
    assertThat(store.findings().lastSequence()).isEqualTo(transitions);
    for (int i = 0; i < transitions; i++) {
      assertThat(store.findings().log(i, 1)).containsExactly(Child.transition(i + 1L));
    }
  }

  private byte[] stateOfOneTransition() throws IOException {
    try (PosternStore store = open()) {
      store.findings().append(List.of(Child.transition(1)));
    }
    return Files.readAllBytes(state());
  }

  private List<Path> files(Path from, String pattern) throws IOException {
    List<Path> found = new ArrayList<>();
    try (DirectoryStream<Path> files = Files.newDirectoryStream(from, pattern)) {
      files.forEach(found::add);
    }
    found.sort(null);
    return found;
  }

  private List<Path> broken() throws IOException {
    return files(home, "state.mv.db.broken-*");
  }

  private static void overwrite(Path file, long from, int length, int octet) throws IOException {
    try (RandomAccessFile target = new RandomAccessFile(file.toFile(), "rw")) {
      byte[] noise = new byte[length];
      Arrays.fill(noise, (byte) octet);
      target.seek(from);
      target.write(noise);
    }
  }

  private static void truncate(Path file, long length) throws IOException {
    try (RandomAccessFile target = new RandomAccessFile(file.toFile(), "rw")) {
      target.setLength(length);
    }
  }

  @Test
  void restoresAStateOfNoiseAndKeepsTheBrokenFile() throws IOException {
    fill();
    overwrite(state(), 0, (int) Files.size(state()), 'x');
    byte[] before = Files.readAllBytes(state());

    assertWhole();

    assertThat(broken()).hasSize(1);
    assertThat(broken().get(0)).hasBinaryContent(before);
    assertThat(home.resolve("restoring")).doesNotExist();
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 100, BLOCK, 2 * BLOCK, 50_000})
  void restoresAStateCutOffAt(int length) throws IOException {
    fill();
    truncate(state(), length);

    assertWhole();
  }

  @Test
  void restoresAStateThatIsGone() throws IOException {
    fill();
    Files.delete(state());

    assertWhole();
    assertThat(broken()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 'x'})
  void losesNothingWhereverABlockIsOverwritten(int octet) throws IOException {
    fill();
    byte[] good = Files.readAllBytes(state());
    int blocks = good.length / BLOCK;
    for (int at = 0; at < blocks; at += Math.max(1, blocks / 12)) {
      Files.write(state(), good);
      overwrite(state(), (long) at * BLOCK, BLOCK, octet);
      assertWhole();
    }
  }

  @Test
  void takesAnOlderBackupIfTheNewestIsBroken() throws IOException {
    fill();
    List<Path> backups = files(home.resolve("backup"), "state-*.zip");
    truncate(backups.get(backups.size() - 1), 1_000);
    overwrite(state(), 0, 3 * BLOCK, 'x');

    assertWhole();
  }

  @Test
  void catchesUpFromTheJournalAfterAnOlderStateWasPutInItsPlace() throws IOException {
    byte[] older = stateOfOneTransition();
    try (PosternStore store = open()) {
      store.findings().append(List.of(Child.transition(2), Child.transition(3)));
    }
    Files.write(state(), older);

    try (PosternStore store = open()) {
      assertHas(store, 3);
      store.findings().append(List.of(Child.transition(4)));
    }
    try (PosternStore store = open()) {
      assertHas(store, 4);
    }
  }

  @Test
  void takesTheNewestBackupIfTheStateIsOlderAndTheJournalDoesNotReachIt() throws IOException {
    byte[] older = stateOfOneTransition();
    try (PosternStore store = open()) {
      store.findings().append(List.of(Child.transition(2), Child.transition(3)));
      clock.advance(Duration.ofDays(1));
      store.maintain(clock.instant());
      store.findings().append(List.of(Child.transition(4)));
    }
    Files.write(state(), older);
    Files.delete(files(home.resolve("journal"), "*.journal").get(0));

    try (PosternStore store = open()) {
      assertHas(store, 4);
    }
    assertThat(broken()).hasSize(1);
  }

  @Test
  void refusesAndChangesNothingIfNoBackupIsGoodEither() throws IOException {
    fill();
    for (Path backup : files(home.resolve("backup"), "state-*.zip")) {
      overwrite(backup, 0, (int) Files.size(backup), 'x');
    }
    overwrite(state(), 0, (int) Files.size(state()), 'x');
    byte[] before = Files.readAllBytes(state());

    StoreException problem = catchThrowableOfType(StoreException.class, this::open);

    assertThat(problem.problem()).isEqualTo(Problem.CORRUPT);
    assertThat(problem)
        .hasMessageContaining(state() + " is corrupt")
        .hasMessageContaining("none of the 3 backups in " + home.resolve("backup"))
        .hasMessageContaining("nothing was changed");
    assertThat(problem.getMessage()).doesNotContain("\n");
    assertThat(state()).hasBinaryContent(before);
    assertThat(broken()).isEmpty();
  }

  @Test
  void refusesToBeginAnewWhereTheJournalShowsThatThereWasAState() throws IOException {
    fill();
    for (Path backup : files(home.resolve("backup"), "state-*.zip")) {
      Files.delete(backup);
    }
    Files.delete(state());

    StoreException problem = catchThrowableOfType(StoreException.class, this::open);

    assertThat(problem.problem()).isEqualTo(Problem.CORRUPT);
    assertThat(problem).hasMessageContaining("missing or empty");
    assertThat(state()).doesNotExist();
  }

  @Test
  void dropsARecordThatWasCutOff() throws IOException {
    fill();
    Path journal = newestJournal();
    truncate(journal, Files.size(journal) - 3);
    overwrite(state(), 0, 3 * BLOCK, 'x');

    try (PosternStore store = open()) {
      assertHas(store, 120);
      assertThat(store.baselines().load("edge"))
          .as("the last record was that of the baselines")
          .contains(accepted(1));
      store.baselines().save("edge", accepted(2));
    }
    assertWhole();
  }

  @Test
  void stopsAtADamagedRecordAndGoesOnFromThere() throws IOException {
    fill();
    Path journal = newestJournal();
    overwrite(journal, Files.size(journal) / 2, 1, 0xff);
    overwrite(state(), 0, 3 * BLOCK, 'x');

    int kept;
    try (PosternStore store = open()) {
      kept = (int) store.findings().lastSequence();
      assertThat(kept).isBetween(80, 118);
      assertHas(store, kept);
      store.findings().append(List.of(Child.transition(kept + 1L)));
    }
    overwrite(state(), 0, 3 * BLOCK, 'x');
    try (PosternStore store = open()) {
      assertHas(store, kept + 1);
    }
  }

  @Test
  void doesNotMindADamagedRecordThatTheStateHas() throws IOException {
    fill();
    Path journal = newestJournal();
    overwrite(journal, Files.size(journal) / 2, 1, 0xff);

    assertWhole();
    overwrite(state(), 0, 3 * BLOCK, 'x');
    assertWhole();
  }

  @Test
  void makesABackupIfTheJournalIsGone() throws IOException {
    fill();
    for (Path journal : files(home.resolve("journal"), "*")) {
      Files.delete(journal);
    }

    assertWhole();
    overwrite(state(), 0, 3 * BLOCK, 'x');
    assertWhole();
  }

  @Test
  void keepsThreeBrokenFiles() throws IOException {
    fill();
    for (int i = 0; i < 5; i++) {
      clock.advance(Duration.ofMinutes(1));
      overwrite(state(), 0, 3 * BLOCK, 'x');
      open().close();
    }

    assertThat(broken()).hasSize(3);
    assertThat(broken().get(2)).hasFileName("state.mv.db.broken-" + stamp(clock.instant()));
  }

  private static String stamp(Instant time) {
    return time.toString().substring(0, 19).replace("-", "").replace(":", "") + "Z";
  }

  @Test
  void startsOverAMigrationThatWasInterrupted() throws IOException {
    Files.createDirectories(home);
    Files.writeString(home.resolve("migrating-state.mv.db"), "the beginning of a database");
    fill();

    assertWhole();
    assertThat(home.resolve("migrating-state.mv.db")).doesNotExist();
  }

  @Test
  void aDiskThatFillsUpInTheMiddleOfARecordHarmsNothing() throws IOException {
    FullDisk.register();
    try (PosternStore store =
        PosternStore.open(FullDisk.PREFIX, home, StoreSettings.defaults(), clock)) {
      store.findings().append(List.of(Child.transition(1)));
      FullDisk.leave(200);
      StoreException refused =
          catchThrowableOfType(
              StoreException.class, () -> store.findings().append(List.of(Child.transition(2))));
      assertThat(refused.problem()).isEqualTo(Problem.DISK_FULL);
      FullDisk.fill(false);
      assertThat(store.findings().lastSequence()).isEqualTo(1);
      store.identity().interfaceIndex("edge", "eth0");
      store.findings().append(List.of(Child.transition(2)));
    } finally {
      FullDisk.fill(false);
    }
    overwrite(state(), 0, 3 * BLOCK, 'x');
    try (PosternStore store = open()) {
      assertHas(store, 2);
      assertThat(store.identity().interfaceIndex("edge", "eth0")).isEqualTo(1);
    }
  }

  private Path newestJournal() throws IOException {
    List<Path> journals = files(home.resolve("journal"), "*.journal");
    return journals.get(journals.size() - 1);
  }
}
