package org.postern.store;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Types;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.flywaydb.core.api.FlywayException;
import org.h2.engine.SessionLocal;
import org.h2.jdbc.JdbcConnection;
import org.h2.jdbcx.JdbcDataSource;
import org.h2.mvstore.FileStore;
import org.h2.mvstore.MVStore;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;
import org.jdbi.v3.core.argument.AbstractArgumentFactory;
import org.jdbi.v3.core.argument.Argument;
import org.jdbi.v3.core.config.ConfigRegistry;
import org.postern.store.StoreException.Problem;

/**
 * One H2 file with its connections, migrated and checked; thread-safe.
 *
 * <p>Files are reached through H2's asynchronous channels: with its plain ones, an interrupt of a
 * thread that is inside H2 closes the database for everyone.
 */
final class DatabaseFile implements AutoCloseable {
  /** The file system prefix for production; tests put another in its place. */
  static final String ASYNC = "async:";

  private static final String OPEN = "open the store";
  private static final int CONNECTIONS = 4;
  private static final long CONNECT_MILLIS = 5_000;

  /** What is rewritten at once, and how often in a row. */
  private static final int COMPACT_OCTETS = 4 << 20;

  private static final int COMPACT_ROUNDS = 16;
  private static final int FULL_ENOUGH = 50; // percent

  private final Path file;
  private final HikariDataSource pool;
  private final ChangeRecorder recorder = new ChangeRecorder();
  private final Jdbi jdbi;
  private final Jdbi recorded;
  private final AtomicBoolean reconnected;
  private boolean rebuilt;

  /** Work on an open connection. */
  @FunctionalInterface
  interface Work<T> {
    T on(Handle handle) throws SQLException;
  }

  /** What is done at the end of a transaction. */
  @FunctionalInterface
  interface BeforeCommit {
    void commit(Handle handle, List<SqlChange> changes);
  }

  private DatabaseFile(Path file, HikariDataSource pool, AtomicBoolean reconnected) {
    this.file = file;
    this.pool = pool;
    this.reconnected = reconnected;
    jdbi = Jdbi.create(pool);
    recorded = Jdbi.create(() -> recorder.over(pool.getConnection()));
    jdbi.registerArgument(new InstantArgument());
    recorded.registerArgument(new InstantArgument());
  }

  /**
   * Opens or makes {@code name}.mv.db, checks that its parts agree and brings it to the newest
   * schema.
   *
   * @param prefix H2 file system, such as {@link #ASYNC}
   * @param writeDelayMillis 0 writes each commit through before it returns
   * @param migrations resource folder of the schema's steps
   */
  static DatabaseFile open(
      String prefix, Path directory, String name, int writeDelayMillis, String migrations) {
    return open(prefix, directory, name, writeDelayMillis, migrations, opened -> {});
  }

  /**
   * The same; {@code first} is done before the schema is touched.
   *
   * <p>H2 commits each step of a schema by itself, so they are taken on a file beside, which then
   * takes the place of this one: a crash leaves the old schema or the new one.
   */
  static DatabaseFile open(
      String prefix,
      Path directory,
      String name,
      int writeDelayMillis,
      String migrations,
      Consumer<DatabaseFile> first) {
    Path file = directory.resolve(name + ".mv.db");
    try {
      boolean fresh = !Files.exists(file) || Files.size(file) == 0;
      if (fresh) {
        rebuild(prefix, file, migrations);
      }
      DatabaseFile opened = open(prefix, file, writeDelayMillis);
      opened.rebuilt = fresh;
      try {
        first.accept(opened);
        if (!Schema.isCurrent(opened.pool, migrations, file)) {
          opened.close();
          rebuild(prefix, file, migrations);
          opened = open(prefix, file, writeDelayMillis);
          opened.rebuilt = true;
        }
        return opened;
      } catch (StoreException e) {
        throw opened.closing(e.problem() == Problem.OTHER ? Failures.describeOpening(file, e) : e);
      } catch (RuntimeException e) {
        throw opened.closing(e);
      }
    } catch (IOException | FlywayException e) {
      throw Failures.describe(OPEN, file, e);
    }
  }

  /**
   * Migrates a copy of {@code file}, or an empty one if there is none, and puts it in its place.
   */
  private static void rebuild(String prefix, Path file, String migrations) throws IOException {
    Path beside = file.resolveSibling("migrating-" + file.getFileName());
    Files.deleteIfExists(beside);
    if (Files.exists(file)) {
      Files.copy(file, beside);
    }
    DatabaseFile copy = open(prefix, beside, 0);
    try {
      Schema.migrate(copy.pool, migrations);
    } catch (RuntimeException e) {
      throw copy.closing(e);
    }
    copy.close();
    DurableFiles.move(beside, file);
  }

  private RuntimeException closing(RuntimeException reason) {
    if (!pool.isClosed()) {
      try {
        close();
      } catch (StoreException e) {
        reason.addSuppressed(e);
      }
    }
    return reason;
  }

  private static DatabaseFile open(String prefix, Path file, int writeDelayMillis) {
    String name = String.valueOf(file.getFileName()).replace(".mv.db", "");
    JdbcDataSource source = new JdbcDataSource();
    AtomicBoolean connected = new AtomicBoolean();
    source.setURL(
        "jdbc:h2:"
            + prefix
            + file.resolveSibling(name)
            + ";WRITE_DELAY="
            + writeDelayMillis
            + ";AUTO_COMPACT_FILL_RATE=0;FILE_LOCK=FS;DB_CLOSE_ON_EXIT=FALSE;DB_CLOSE_DELAY=-1"
            + ";LOCK_TIMEOUT=10000;TRACE_LEVEL_FILE=0");
    source.setUser("postern");
    try (Connection first = source.getConnection()) {
      try {
        IntegrityCheck.verify(first);
        return new DatabaseFile(file, pool(noting(source, connected), name), connected);
      } catch (SQLException | RuntimeException e) {
        shutDown(first, e);
        throw e;
      }
    } catch (SQLException e) {
      throw Failures.describeOpening(file, e);
    }
  }

  private static void shutDown(Connection connection, Exception reason) {
    try (Statement statement = connection.createStatement()) {
      statement.execute("SHUTDOWN IMMEDIATELY");
    } catch (SQLException e) {
      reason.addSuppressed(e);
    }
  }

  private static DataSource noting(DataSource source, AtomicBoolean connected) {
    return ChangeRecorder.proxy(
        DataSource.class,
        (proxy, method, arguments) -> {
          connected.set(true);
          return ChangeRecorder.invoke(source, method, arguments);
        });
  }

  private static HikariDataSource pool(DataSource source, String name) {
    HikariConfig config = new HikariConfig();
    config.setDataSource(source);
    config.setPoolName("postern-" + name);
    config.setMaximumPoolSize(CONNECTIONS);
    // A connection made in the background would open again what is being closed.
    config.setMinimumIdle(0);
    config.setConnectionTimeout(CONNECT_MILLIS);
    config.setMaxLifetime(0);
    // The next call tries again, so a database that closed itself comes back with free space.
    config.setInitializationFailTimeout(-1);
    return new HikariDataSource(config);
  }

  Path file() {
    return file;
  }

  /**
   * Whether a connection was made since this was last asked: then the database may have closed
   * itself meanwhile and be back where its last write to the file was.
   */
  boolean reconnected() {
    return reconnected.getAndSet(false);
  }

  /** Whether opening it made its tables or changed them. */
  boolean isRebuilt() {
    return rebuilt;
  }

  /** Runs {@code work} outside a transaction; {@code task} completes "cannot …". */
  <T> T read(String task, Work<T> work) {
    try {
      return jdbi.withHandle(work::on);
    } catch (SQLException | JdbiException e) {
      throw failed(task, e);
    }
  }

  /** Runs {@code work} in one transaction, which is in the file's hands when this returns. */
  <T> T write(String task, Work<T> work) {
    try {
      return jdbi.inTransaction(work::on);
    } catch (SQLException | JdbiException e) {
      throw failed(task, e);
    }
  }

  /** Like {@link #write}, and forced to the disk: it survives a power failure too. */
  <T> T writeDurably(String task, Work<T> work) {
    try {
      return jdbi.withHandle(
          handle -> {
            T result = handle.inTransaction(work::on);
            handle.execute("CHECKPOINT SYNC");
            return result;
          });
    } catch (SQLException | JdbiException e) {
      throw failed(task, e);
    }
  }

  /**
   * Like {@link #write}, for one thread at a time.
   *
   * @param beforeCommit is told which rows {@code work} changed; if it fails, nothing is written
   */
  <T> T writeRecorded(String task, Work<T> work, BeforeCommit beforeCommit) {
    try {
      return recorded.inTransaction(
          handle -> {
            T result = work.on(handle);
            beforeCommit.commit(handle, recorder.changes());
            return result;
          });
    } catch (SQLException | JdbiException | UncheckedIOException e) {
      throw failed(task, e);
    }
  }

  /**
   * Writes what is still in use of mostly outdated chunks again, so that their room serves what is
   * written later; to be called now and then. What H2 does by itself is turned off: it also moves
   * chunks, and after a crash in between it may open the file as it was long before (ADR 6).
   */
  void compact() {
    read(
        "compact the store",
        handle -> {
          MVStore store = storage(handle);
          int rounds = 0;
          while (rounds < COMPACT_ROUNDS && compact(store)) {
            rounds++;
          }
          return rounds;
        });
  }

  /** Whether there may be more to do; not on a thread that is to end. */
  private static boolean compact(MVStore store) {
    if (Thread.currentThread().isInterrupted()) {
      return false;
    }
    try {
      return store.compact(FULL_ENOUGH, COMPACT_OCTETS);
    } catch (RuntimeException e) {
      if (e.getCause() instanceof InterruptedException) { // H2's way to tell it
        Thread.currentThread().interrupt();
        return false;
      }
      throw e;
    }
  }

  /** About how many octets of the file hold something, as of its last write. */
  long octetsInUse() {
    return read("measure the store", handle -> inUse(storage(handle)));
  }

  private static MVStore storage(Handle handle) throws SQLException {
    JdbcConnection connection = handle.getConnection().unwrap(JdbcConnection.class);
    return ((SessionLocal) connection.getSession()).getDatabase().getStore().getMvStore();
  }

  private static long inUse(MVStore store) {
    FileStore<?> blocks = store.getFileStore();
    // Percent of the file that is chunks, and of the chunks that is live.
    return blocks.size() * blocks.getFillRate() * blocks.getChunksFillRate() / 10_000;
  }

  private StoreException failed(String task, Exception failure) {
    StoreException described = Failures.describe(task, file, failure);
    // On a full disk a rollback can close the database too, without a word.
    if (described.problem() == Problem.DISK_FULL || Failures.mayHaveClosed(failure)) {
      pool.getHikariPoolMXBean().softEvictConnections();
    }
    return described;
  }

  /** Closes the file. */
  @Override
  public void close() {
    try {
      // One of the pool's own: a new connection would not find a database that reopened itself.
      // It stays out: giving it back, or evicting it, lets the pool wait for itself for ten
      // seconds.
      Connection last = pool.getConnection();
      try (Statement statement = last.createStatement()) {
        statement.execute("SHUTDOWN");
      }
    } catch (SQLException e) {
      // On a full disk it closes itself, and there is nothing left to compact.
      if (!Failures.isClosed(e)) {
        throw Failures.describe("close the store", file, e);
      }
    } finally {
      pool.close();
    }
  }

  /** Jdbi's own way goes through java.sql.Timestamp, which loses an hour a year to summer time. */
  private static final class InstantArgument extends AbstractArgumentFactory<Instant> {
    InstantArgument() {
      super(Types.TIMESTAMP_WITH_TIMEZONE);
    }

    @Override
    protected Argument build(Instant value, ConfigRegistry config) {
      return (position, statement, context) -> statement.setObject(position, value);
    }
  }
}
