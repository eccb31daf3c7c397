package org.postern.store;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.jdbi.v3.core.Handle;
import org.postern.store.DatabaseFile.Work;
import org.postern.store.Journal.Replay;

/**
 * The state: a database, and a journal that is forced to the disk before the database commits;
 * thread-safe, one write at a time.
 *
 * <p>The row {@code journal} of the sequence numbers is the last record that the database has, so a
 * database that fell behind takes in the rest, be it after a crash or from a backup.
 */
final class StateFile implements AutoCloseable {
  private static final String REPLAY = "replay the journal";
  private static final String BACK_UP = "back up the store";

  private final DatabaseFile database;
  private final Journal journal;
  private final Backups backups;
  private final ReentrantLock writing = new ReentrantLock();

  /** The last record that was acknowledged; guarded by {@code writing}. */
  private long acknowledged;

  /**
   * @param journal made ready to append after {@code acknowledged}
   */
  StateFile(DatabaseFile database, Journal journal, Backups backups, long acknowledged) {
    this.database = database;
    this.journal = journal;
    this.backups = backups;
    this.acknowledged = acknowledged;
  }

  /** Runs {@code work} outside a transaction; {@code task} completes "cannot …". */
  <T> T read(String task, Work<T> work) {
    T result = database.read(task, work);
    return database.reconnected() && caughtUp() ? database.read(task, work) : result;
  }

  /**
   * Takes in from the journal what a database that closed itself came back without, as it does on a
   * full disk; tells whether there was anything.
   */
  private boolean caughtUp() {
    writing.lock();
    try {
      long state = database.read(REPLAY, StateFile::lastRecord);
      return state < acknowledged && replay(database, journal, state, acknowledged).last() > state;
    } finally {
      writing.unlock();
    }
  }

  /** Runs {@code work} in one transaction, which a restored backup or a power failure may lose. */
  <T> T write(String task, Work<T> work) {
    writing.lock();
    try {
      return database.write(task, work);
    } finally {
      writing.unlock();
    }
  }

  /**
   * Runs {@code work} in one transaction, which is in the journal and forced to the disk when this
   * returns. It must depend on nothing but rows that are written so.
   */
  <T> T writeDurably(String task, Work<T> work) {
    writing.lock();
    try {
      caughtUp();
      // One more than acknowledged if the last write took place although it failed.
      long next = database.read(task, StateFile::lastRecord) + 1;
      T result =
          database.writeRecorded(
              task,
              work,
              (handle, changes) -> {
                journal.append(next, changes);
                setLastRecord(handle, next);
              });
      acknowledged = next;
      return result;
    } finally {
      writing.unlock();
    }
  }

  /** The number of the last record of the journal that {@code handle}'s database has. */
  static long lastRecord(Handle handle) {
    return handle
        .createQuery("SELECT last_given FROM sequence_number WHERE name = 'journal'")
        .mapTo(Long.class)
        .findOne()
        // A state from before there was a journal.
        .orElse(0L);
  }

  private static void setLastRecord(Handle handle, long number) {
    handle.execute("UPDATE sequence_number SET last_given = ? WHERE name = 'journal'", number);
  }

  /** Takes the records after {@code state} into the database, as far as {@code upTo}. */
  static Replay replay(DatabaseFile database, Journal journal, long state, long upTo) {
    return journal.replay(
        state,
        upTo,
        (number, changes) ->
            database.write(
                REPLAY,
                handle -> {
                  for (SqlChange change : changes) {
                    run(handle, change);
                  }
                  setLastRecord(handle, number);
                  return number;
                }));
  }

  private static void run(Handle handle, SqlChange change) throws SQLException {
    try (PreparedStatement statement = handle.getConnection().prepareStatement(change.sql())) {
      for (List<Optional<Object>> row : change.rows()) {
        for (int i = 0; i < row.size(); i++) {
          statement.setObject(i + 1, row.get(i).orElse(null));
        }
        statement.addBatch();
      }
      statement.executeBatch();
    }
  }

  /** See {@link DatabaseFile#compact()}. */
  void compact() {
    database.compact();
  }

  void backUpIfDue(Instant now) {
    writing.lock();
    try {
      if (backups.isDue(now)) {
        backUp(now);
      }
    } finally {
      writing.unlock();
    }
  }

  /** Nothing is written meanwhile: H2 copies a file that stands still. */
  void backUp(Instant now) {
    writing.lock();
    try {
      backups.make(database, database.read(BACK_UP, StateFile::lastRecord), now);
      journal.cut(backups.oldestRecord());
    } finally {
      writing.unlock();
    }
  }

  @Override
  public void close() {
    writing.lock();
    try (journal) {
      database.close();
    } finally {
      writing.unlock();
    }
  }
}
