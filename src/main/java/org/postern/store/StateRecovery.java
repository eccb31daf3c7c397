package org.postern.store;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.postern.store.Journal.Replay;
import org.postern.store.StoreException.Problem;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Opens the state, whatever a crash has left of it: the journal makes up for what the database does
 * not have, and a database that is broken or gone is made anew from a backup and the journal. The
 * broken one is kept and nothing is replaced before its replacement is whole.
 */
final class StateRecovery {
  private static final Logger LOG = LoggerFactory.getLogger(StateRecovery.class);

  private static final String STATE = "state";
  private static final String FILE = "state.mv.db";
  private static final String MIGRATIONS = "db/migration/state";

  /**
   * The file then never holds part of a transaction. H2's writer in the background, which a delay
   * brings, was killed in the middle of one and left it torn.
   */
  private static final int WRITE_DELAY_MILLIS = 0;

  private static final String BROKEN = FILE + ".broken-";
  private static final int BROKEN_KEPT = 3;
  private static final DateTimeFormatter BROKEN_AT =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

  private final String prefix;
  private final Path home;
  private final Clock clock;
  private final Backups backups;
  private final Journal journal;

  /** Why the journal could not be followed to its end; empty if it could. */
  private String trouble = "";

  private boolean restored;

  private StateRecovery(String prefix, Path home, StoreSettings settings, Clock clock) {
    this.prefix = prefix;
    this.home = home;
    this.clock = clock;
    backups = new Backups(home, settings.backupEvery(), settings.backupsKept());
    journal = new Journal(prefix, home);
  }

  /**
   * Opens the state in {@code home}, making it if there is none.
   *
   * @throws StoreException if it is corrupt and no backup can take its place, and for all that is
   *     not the file's own fault
   */
  static StateFile open(String prefix, Path home, StoreSettings settings, Clock clock) {
    StateRecovery recovery = new StateRecovery(prefix, home, settings, clock);
    DatabaseFile database = recovery.openOrRestore();
    try {
      long last = database.read("read the journal's number", StateFile::lastRecord);
      boolean continuous = recovery.journal.goOnAfter(last);
      StateFile state = new StateFile(database, recovery.journal, recovery.backups, last);
      // A backup and the journal after it are of one schema, and without a gap.
      if (!continuous
          || database.isRebuilt()
          || recovery.restored
          || recovery.backups.newest().isEmpty()) {
        state.backUp(clock.instant());
      }
      return state;
    } catch (RuntimeException e) {
      throw recovery.closing(database, e);
    }
  }

  private RuntimeException closing(DatabaseFile database, RuntimeException reason) {
    for (Runnable step : List.<Runnable>of(database::close, journal::close)) {
      try {
        step.run();
      } catch (StoreException e) {
        reason.addSuppressed(e);
      }
    }
    return reason;
  }

  private DatabaseFile openOrRestore() {
    Path file = home.resolve(FILE);
    boolean lost;
    try {
      lost = !Files.exists(file) || Files.size(file) == 0;
    } catch (IOException e) {
      throw Failures.describe("open the store", file, e);
    }
    if (lost && (backups.newest().isPresent() || journal.exists())) {
      // H2 would take it for a new one, and every number would start again.
      return restore(file + " is missing or empty", Optional.empty());
    }
    try {
      return DatabaseFile.open(
          prefix, home, STATE, WRITE_DELAY_MILLIS, MIGRATIONS, this::catchUpToNow);
    } catch (StoreException e) {
      if (e.problem() != Problem.CORRUPT) {
        throw e;
      }
      return restore(String.valueOf(e.getMessage()), Optional.of(e));
    }
  }

  /** A state that cannot be brought as far as a backup is has less to offer than that one. */
  private void catchUpToNow(DatabaseFile database) {
    if (catchUp(database) < backups.newestRecord()) {
      throw new StoreException(
          Problem.CORRUPT, database.file() + " is corrupt: it is older than its newest backup");
    }
  }

  /**
   * Takes in what the database does not have yet; a journal that ends too early does not stop the
   * start.
   *
   * @return the last record that it then has
   */
  private long catchUp(DatabaseFile database) {
    long before = database.read("read the journal's number", StateFile::lastRecord);
    Replay replay = StateFile.replay(database, journal, before, Long.MAX_VALUE);
    if (replay.last() > before) {
      LOG.info("state: {} writes were taken over from the journal", replay.last() - before);
    }
    trouble = replay.trouble();
    if (!trouble.isEmpty()) {
      LOG.warn(
          "state: the journal cannot be followed after record {}: {}; writes after it that are not"
              + " in the state are lost",
          replay.last(),
          trouble);
    }
    String contradiction = database.read("check the log", FindingStore::contradiction);
    if (!contradiction.isEmpty()) {
      throw new StoreException(Problem.CORRUPT, database.file() + " is corrupt: " + contradiction);
    }
    return replay.last();
  }

  private DatabaseFile restore(String reason, Optional<StoreException> cause) {
    List<Path> newestFirst = new ArrayList<>(backups.all());
    Collections.reverse(newestFirst);
    StoreException failure =
        new StoreException(
            Problem.CORRUPT,
            reason
                + "; none of the "
                + newestFirst.size()
                + " backups in "
                + home.resolve("backup")
                + " can take its place; nothing was changed; move "
                + home
                + " away to begin anew");
    cause.ifPresent(failure::addSuppressed);
    for (Path backup : newestFirst) {
      try {
        restoreFrom(backup, reason);
        restored = true;
        return DatabaseFile.open(prefix, home, STATE, WRITE_DELAY_MILLIS, MIGRATIONS);
      } catch (StoreException e) {
        if (e.problem() != Problem.CORRUPT) {
          throw e;
        }
        LOG.warn("state: {} cannot be used: {}", backup, e.getMessage());
        failure.addSuppressed(e);
      }
    }
    throw failure;
  }

  private void restoreFrom(Path backup, String reason) {
    Path workshop = home.resolve("restoring");
    Path restored = workshop.resolve(FILE);
    try {
      clear(workshop);
      Files.createDirectories(workshop);
      Backups.unpack(backup, restored);
      DatabaseFile.open(prefix, workshop, STATE, WRITE_DELAY_MILLIS, MIGRATIONS, this::catchUp)
          .close();
    } catch (IOException e) {
      throw Failures.describeBackup(backup, e);
    }
    String kept = setAside();
    DurableFiles.move(restored, home.resolve(FILE));
    LOG.warn(
        "state: {}; it is restored from {} and the journal after it; {}; times last seen, device"
            + " states and uses of entries are as old as the backup{}",
        reason,
        backup,
        trouble.isEmpty() ? "nothing acknowledged is lost" : "what the journal lacks is lost",
        kept);
    clear(workshop);
  }

  private String setAside() {
    Path file = home.resolve(FILE);
    if (!Files.exists(file)) {
      return "";
    }
    Path aside = home.resolve(BROKEN + BROKEN_AT.format(clock.instant()));
    DurableFiles.move(file, aside);
    List<Path> broken = list(home, BROKEN + "*");
    broken.sort(null);
    for (Path old : broken.subList(0, Math.max(0, broken.size() - BROKEN_KEPT))) {
      delete(old);
    }
    return "; the broken file is kept as " + aside;
  }

  private static void clear(Path workshop) {
    if (Files.isDirectory(workshop)) {
      list(workshop, "*").forEach(StateRecovery::delete);
      delete(workshop);
    }
  }

  private static List<Path> list(Path directory, String names) {
    List<Path> found = new ArrayList<>();
    try (DirectoryStream<Path> files = Files.newDirectoryStream(directory, names)) {
      files.forEach(found::add);
    } catch (IOException e) {
      throw Failures.describe("tidy up", directory, e);
    }
    return found;
  }

  private static void delete(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      throw Failures.describe("tidy up", file, e);
    }
  }
}
