package org.postern.store;

import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BiFunction;
import org.jdbi.v3.core.Handle;
import org.postern.store.SampleRows.Row;
import org.postern.store.SampleSlices.Layer;
import org.postern.store.SampleSlices.Slice;

/** The database of samples: one thread writes, any may read. */
final class SampleFile implements AutoCloseable {
  /** A commit reaches the file at most this much later; a crash loses that. */
  private static final int WRITE_DELAY_MILLIS = 500;

  private final DatabaseFile file;
  private final Duration slice;
  private final SampleSlices slices;

  /** Who writes or sums up holds it. Fair: who sums up takes it again and again. */
  private final ReentrantLock writing = new ReentrantLock(true);

  private final RollUps rollUps;

  SampleFile(DatabaseFile file, Duration slice) {
    this.file = file;
    this.slice = slice;
    slices = new SampleSlices(file, Layer.RAW, slice);
    rollUps = new RollUps(file, slices, writing);
  }

  static DatabaseFile openDatabase(String prefix, Path directory) {
    return DatabaseFile.open(
        prefix, directory, "samples", WRITE_DELAY_MILLIS, "db/migration/samples");
  }

  /** The same file with what is in it now, for when this one may know too much. */
  SampleFile reread() {
    return new SampleFile(file, slice);
  }

  /**
   * Writes a batch in one transaction; for the writer's thread alone.
   *
   * @param through whether to return only when it is on disk: after a failure, memory takes it but
   *     the disk may not
   */
  void write(List<DevicePoll> polls, boolean through) {
    // Making a table ends a transaction, so slices come first.
    Map<Slice, List<Row>> bySlice = new LinkedHashMap<>();
    for (DevicePoll poll : polls) {
      long time = poll.time().toEpochMilli();
      Slice slice = slices.at(time);
      bySlice
          .computeIfAbsent(slice, none -> new ArrayList<>())
          .addAll(slice.rows(time, poll.device(), Point.Codec.INSTANCE.encode(poll)));
    }
    DatabaseFile.Work<Integer> insert =
        handle -> {
          refuseIfItLostSome(handle);
          rollUps.markDue(handle, polls);
          for (Map.Entry<Slice, List<Row>> each : bySlice.entrySet()) {
            SampleRows.merge(handle.getConnection(), each.getKey().table(), each.getValue());
          }
          return polls.size();
        };
    writing.lock();
    slices.inUse().lock();
    try {
      if (through) {
        file.writeDurably("store samples", insert);
      } else {
        file.write("store samples", insert);
      }
    } finally {
      slices.inUse().unlock();
      writing.unlock();
    }
  }

  /** Sums up every period that ended before {@code now} and has changed since it was summed. */
  int rollUp(Instant now) {
    return rollUps.rollUp(now);
  }

  /** See {@link SampleStore#interfaceRollUps}. */
  List<RollUp> rollUps(Series series, RollUpLevel level, Instant from, Instant to) {
    return rollUps.read(level, series, ceilMillis(from), ceilMillis(to));
  }

  int dropRollUpsBefore(RollUpLevel level, Instant time) {
    writing.lock();
    try {
      return rollUps.dropBefore(level, time);
    } finally {
      writing.unlock();
    }
  }

  /**
   * A database that closed itself and was opened again by the next connection is back where its
   * last write to the file was: what memory holds beyond that is not in it.
   */
  private void refuseIfItLostSome(Handle handle) throws SQLException {
    long known = handle.createQuery("SELECT COUNT(*) FROM sample_slice").mapTo(Long.class).one();
    if (known != slices.count() + rollUps.slices()) {
      throw new SQLException("the file of samples is not as it was left");
    }
  }

  /** The points of a series from {@code from} inclusive to {@code to} exclusive, by time. */
  <T> List<T> history(Series series, Instant from, Instant to, BiFunction<Instant, Point, T> as) {
    return slices.read(Point.Codec.INSTANCE, series, ceilMillis(from), ceilMillis(to), as);
  }

  /** A time within a millisecond counts from the next: stored times are whole ones. */
  private static long ceilMillis(Instant time) {
    long millis = time.toEpochMilli();
    return time.equals(Instant.ofEpochMilli(millis)) ? millis : millis + 1;
  }

  int dropBefore(Instant time) {
    return slices.dropBefore(time.toEpochMilli());
  }

  /**
   * Drops the oldest samples as they were read if more than {@code most} octets are in use, or the
   * oldest of the finest sums if those are all of the newest slice. What is in use now shows after
   * the file's next write, so more may go then.
   *
   * @return what went and until when, as words; empty if nothing did
   */
  String dropIfOver(long most) {
    if (file.octetsInUse() <= most) {
      return "";
    }
    OptionalLong end = slices.oldestEnd();
    if (end.isPresent()) {
      dropBefore(Instant.ofEpochMilli(end.getAsLong()));
      return "samples until " + Instant.ofEpochMilli(end.getAsLong());
    }
    for (RollUpLevel level : RollUpLevel.values()) {
      end = rollUps.oldestEnd(level);
      if (end.isPresent()) {
        Instant time = Instant.ofEpochMilli(end.getAsLong());
        dropRollUpsBefore(level, time);
        return "sums over " + level.period().toMinutes() + " minutes until " + time;
      }
    }
    return "";
  }

  /** See {@link DatabaseFile#compact()}. */
  void compact() {
    file.compact();
  }

  @Override
  public void close() {
    file.close();
  }
}
