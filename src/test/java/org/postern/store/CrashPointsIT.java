package org.postern.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.postern.finding.Transition;
import org.postern.store.CrashDisk.Write;
import org.postern.testkit.MutableClock;

/**
 * Notes every write to the disk while the store works and closes, and opens the store as a kill
 * between any two of them, or in the middle of one, would have left it.
 */
class CrashPointsIT {
  private static final int BATCHES = 300;
  private static final int POINTS = Integer.getInteger("postern.crashPoints", 30);
  private static final int BLOCK = 4_096;

  @TempDir Path directory;

  private final MutableClock clock = new MutableClock(Examples.NOON);
  private final Random random = new Random(Long.getLong("postern.crashSeed", 20_261_124));
  private final List<Mark> marks = new ArrayList<>();
  private Path home;
  private Path image;
  private Path backups;

  /** What was acknowledged once so many writes had been made. */
  private record Mark(int writes, long transitions, int indexes, long lists, int backups) {}

  @BeforeEach
  void place() {
    home = directory.resolve("store");
    image = directory.resolve("image");
    backups = directory.resolve("backups");
  }

  @Test
  void losesNothingAcknowledgedWhereverItStops() throws IOException {
    CrashDisk.register();
    PosternStore.open(CrashDisk.PREFIX, home, StoreSettings.defaults(), clock).close();
    copy(home, image);
    CrashDisk.forget();
    work();
    List<Write> writes = CrashDisk.writes();
    List<Integer> points = points(writes);
    int applied = 0;
    for (int point : points) {
      for (; applied < point; applied++) {
        apply(writes.get(applied), writes.get(applied).octets().remaining());
      }
      Mark mark =
          marks.stream().filter(each -> each.writes() <= point).reduce((a, b) -> b).orElseThrow();
      int blocks = writes.get(point).octets().remaining() / BLOCK;
      Path crashed = directory.resolve("crash-" + point);
      copy(image, crashed);
      if (blocks > 0 && random.nextBoolean()) {
        apply(crashed, writes.get(point), random.nextInt(blocks) * BLOCK);
      }
      takeBackups(mark.backups(), crashed);
      check(crashed, mark);
    }
  }

  /** Half of them anywhere, half at writes of the database, which are few. */
  private List<Integer> points(List<Write> writes) {
    List<Integer> database =
        IntStream.range(0, writes.size())
            .filter(at -> writes.get(at).file().endsWith("state.mv.db"))
            .boxed()
            .toList();
    return Stream.concat(
            random.ints(POINTS / 2, 0, writes.size()).boxed(),
            random.ints(POINTS / 2, 0, database.size()).mapToObj(database::get))
        .sorted()
        .distinct()
        .toList();
  }

  private void work() throws IOException {
    Files.createDirectories(backups);
    marks.add(new Mark(0, 0, 0, 0, keepBackups()));
    try (PosternStore store =
        PosternStore.open(CrashDisk.PREFIX, home, StoreSettings.defaults(), clock)) {
      long last = 0;
      int indexes = 0;
      long lists = 0;
      for (int batch = 1; batch <= BATCHES; batch++) {
        store
            .findings()
            .append(
                LongStream.rangeClosed(last + 1, last + Child.BATCH)
                    .mapToObj(Child::transition)
                    .toList());
        last += Child.BATCH;
        if (batch % 7 == 0) {
          indexes = store.identity().interfaceIndex("edge", "eth" + (indexes + 1));
          store.identity().flush();
        }
        if (batch % 20 == 0) {
          lists++;
          store.accessLists().record("edge", Child.list(lists), "" + lists, clock.instant());
        }
        if (batch % 60 == 0) {
          clock.advance(Duration.ofHours(7));
          store.maintain(clock.instant());
        }
        marks.add(new Mark(CrashDisk.count(), last, indexes, lists, keepBackups()));
      }
    }
  }

  /**
   * Later ones take the place of earlier ones, so each is kept beside; tells how many there were.
   */
  private int keepBackups() throws IOException {
    if (Files.isDirectory(home.resolve("backup"))) {
      for (Path backup : list(home.resolve("backup"))) {
        Path kept = backups.resolve(backup.getFileName());
        if (!Files.exists(kept)) {
          Files.copy(backup, kept);
        }
      }
    }
    return list(backups).size();
  }

  private void takeBackups(int number, Path crashed) throws IOException {
    Files.createDirectories(crashed.resolve("backup"));
    for (Path old : list(crashed.resolve("backup"))) {
      Files.delete(old);
    }
    List<Path> made = list(backups).subList(0, number);
    for (Path backup : made.subList(Math.max(0, number - 3), number)) {
      Files.copy(backup, crashed.resolve("backup").resolve(backup.getFileName()));
    }
  }

  private void check(Path crashed, Mark mark) {
    try (PosternStore store = PosternStore.open(crashed, StoreSettings.defaults(), clock)) {
      List<Transition> log = store.findings().log(0, Integer.MAX_VALUE);
      assertThat(log).as("%s", mark).hasSizeGreaterThanOrEqualTo((int) mark.transitions());
      assertThat(log.size() % Child.BATCH).isZero();
      for (int i = 0; i < log.size(); i++) {
        assertThat(log.get(i)).isEqualTo(Child.transition(i + 1L));
      }
      for (int index = 1; index <= mark.indexes(); index++) {
        assertThat(store.identity().interfaceIndex("edge", "eth" + index)).isEqualTo(index);
      }
      List<AccessListVersion> lists = store.accessLists().versions("edge", "mail-in");
      assertThat(lists).hasSizeGreaterThanOrEqualTo((int) mark.lists());
      for (AccessListVersion version : lists) {
        assertThat(store.accessLists().load(version))
            .contains(Child.list(Long.parseLong(version.digest())));
      }
      store.findings().append(List.of(Child.transition(log.size() + 1L)));
    }
  }

  private void apply(Write write, int octets) throws IOException {
    apply(image, write, octets);
  }

  private void apply(Path into, Write write, int octets) throws IOException {
    Path file = into.resolve(home.relativize(write.file()));
    Files.createDirectories(file.getParent());
    try (RandomAccessFile target = new RandomAccessFile(file.toFile(), "rw")) {
      if (write.length() >= 0) {
        target.setLength(write.length());
      } else {
        target.seek(write.position());
        target.write(write.octets().array(), 0, octets);
      }
    }
  }

  private static List<Path> list(Path folder) throws IOException {
    List<Path> found = new ArrayList<>();
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
      files.forEach(found::add);
    }
    found.sort(null);
    return found;
  }

  private static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : files.toList()) {
        Files.copy(file, to.resolve(from.relativize(file)));
      }
    }
  }
}
