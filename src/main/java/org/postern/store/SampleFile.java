package org.postern.store;

import java.nio.file.Path;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.postern.store.SampleRows.Placed;
import org.postern.store.SampleSlices.Layer;
import org.postern.store.SampleSlices.Slice;

/** The database of samples: one thread writes, any may read. */
final class SampleFile implements AutoCloseable {
  /** A commit reaches the file at most this much later; a crash loses that. */
  private static final int WRITE_DELAY_MILLIS = 500;

  private final DatabaseFile file;
  private final Duration slice;
  private final SampleSlices slices;
  private final RollUps rollUps;

  /** Who writes or sums up holds it. */
  private final ReentrantLock writing = new ReentrantLock();

  private final Map<Sample.Series, Long> series = new ConcurrentHashMap<>();

  /** Reads a row of one kind of sample. */
  @FunctionalInterface
  interface RowReader<T> {
    T read(ResultSet row, long sliceStart) throws SQLException;
  }

  SampleFile(DatabaseFile file, Duration slice) {
    this.file = file;
    this.slice = slice;
    slices = new SampleSlices(file, Layer.RAW, slice);
    rollUps = new RollUps(file, slices);
    file.read("read the series", this::loadSeries);
  }

  static DatabaseFile openDatabase(String prefix, Path directory) {
    return DatabaseFile.open(
        prefix, directory, "samples", WRITE_DELAY_MILLIS, "db/migration/samples");
  }

  /** The same file with what is in it now, for when this one may know too much. */
  SampleFile reread() {
    return new SampleFile(file, slice);
  }

  private int loadSeries(Handle handle) {
    handle
        .createQuery("SELECT * FROM sample_series")
        .map(
            (row, context) ->
                series.put(
                    new Sample.Series(
                        Sample.Kind.valueOf(row.getString("kind")),
                        row.getInt("device"),
                        row.getInt("first_index"),
                        row.getInt("second_index")),
                    row.getLong("id")))
        .list();
    return series.size();
  }

  /**
   * Writes a batch in one transaction; for the writer's thread alone.
   *
   * @param through whether to return only when it is on disk: after a failure, memory takes it but
   *     the disk may not
   */
  void write(List<Sample> samples, boolean through) {
    // Making a table ends a transaction, so slices come first.
    Map<Slice, Map<Sample.Kind, List<Sample>>> bySlice = new LinkedHashMap<>();
    for (Sample sample : samples) {
      bySlice
          .computeIfAbsent(
              slices.at(sample.time().toEpochMilli()), slice -> new EnumMap<>(Sample.Kind.class))
          .computeIfAbsent(sample.series().kind(), kind -> new ArrayList<>())
          .add(sample);
    }
    Map<Sample.Series, Long> fresh = freshSeries(samples);
    writing.lock();
    slices.inUse().lock();
    try {
      if (!fresh.isEmpty()) {
        // On disk before samples refer to them: a crash must not give their numbers to others.
        file.writeDurably("store series", handle -> insertSeries(handle, fresh));
        series.putAll(fresh);
      }
      DatabaseFile.Work<Integer> insert =
          handle -> {
            refuseIfItLostSome(handle);
            RollUps.markDue(handle, samples);
            for (Map.Entry<Slice, Map<Sample.Kind, List<Sample>>> slice : bySlice.entrySet()) {
              for (Map.Entry<Sample.Kind, List<Sample>> kind : slice.getValue().entrySet()) {
                SampleRows.insert(
                    handle.getConnection(),
                    slice.getKey().table(kind.getKey()),
                    kind.getKey(),
                    placed(kind.getValue(), slice.getKey()));
              }
            }
            return samples.size();
          };
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
    writing.lock();
    try {
      return rollUps.rollUp(now, series.size());
    } finally {
      writing.unlock();
    }
  }

  List<RollUp> rollUps(Sample.Series which, RollUpLevel level, Instant from, Instant to) {
    Long id = series.get(which);
    return id == null ? List.of() : rollUps.read(level, which.kind(), id, from, to);
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
    long known =
        handle
            .createQuery(
                "SELECT (SELECT COUNT(*) FROM sample_slice)"
                    + " + (SELECT COALESCE(MAX(id), 0) FROM sample_series)")
            .mapTo(Long.class)
            .one();
    if (known != slices.count() + rollUps.slices() + series.size()) {
      throw new SQLException("the file of samples is not as it was left");
    }
  }

  private List<Placed> placed(List<Sample> samples, Slice slice) {
    List<Placed> placed = new ArrayList<>(samples.size());
    for (Sample sample : samples) {
      long id = series.getOrDefault(sample.series(), 0L);
      long offset = sample.time().toEpochMilli() - slice.start();
      placed.add(new Placed(SampleKey.of(offset, id), sample));
    }
    return placed;
  }

  private Map<Sample.Series, Long> freshSeries(List<Sample> samples) {
    Map<Sample.Series, Long> fresh = new HashMap<>();
    for (Sample sample : samples) {
      if (!series.containsKey(sample.series())) {
        // Series are never removed, so their number is also the highest id.
        fresh.computeIfAbsent(sample.series(), any -> series.size() + fresh.size() + 1L);
      }
    }
    return fresh;
  }

  private static int insertSeries(Handle handle, Map<Sample.Series, Long> fresh) {
    PreparedBatch batch =
        handle.prepareBatch(
            "INSERT INTO sample_series (id, kind, device, first_index, second_index)"
                + " VALUES (:id, :kind, :device, :first, :second)");
    fresh.forEach(
        (which, id) ->
            batch
                .bind("id", id)
                .bind("kind", which.kind().name())
                .bind("device", which.device())
                .bind("first", which.first())
                .bind("second", which.second())
                .add());
    return batch.execute().length;
  }

  /** The points of a series from {@code from} inclusive to {@code to} exclusive, by time. */
  <T> List<T> history(Sample.Series which, Instant from, Instant to, RowReader<T> reader) {
    Long id = series.get(which);
    long fromMillis = ceilMillis(from);
    long toMillis = ceilMillis(to);
    if (id == null || fromMillis >= toMillis) {
      return List.of();
    }
    slices.inUse().lock();
    try {
      return file.read(
          "read samples",
          handle -> {
            List<T> points = new ArrayList<>();
            for (Slice slice : slices.between(fromMillis, toMillis)) {
              readSlice(handle, slice, which.kind(), id, fromMillis, toMillis, reader, points);
            }
            return points;
          });
    } finally {
      slices.inUse().unlock();
    }
  }

  private static <T> void readSlice(
      Handle handle,
      Slice slice,
      Sample.Kind kind,
      long id,
      long fromMillis,
      long toMillis,
      RowReader<T> reader,
      List<T> points)
      throws SQLException {
    long from = Math.max(fromMillis, slice.start()) - slice.start();
    long last = Math.min(toMillis, slice.end()) - slice.start() - 1;
    try (PreparedStatement query =
        handle
            .getConnection()
            .prepareStatement(
                "SELECT * FROM " + slice.table(kind) + " WHERE id BETWEEN ? AND ? ORDER BY id")) {
      for (long bucket = from / SampleKey.BUCKET_MILLIS;
          bucket <= last / SampleKey.BUCKET_MILLIS;
          bucket++) {
        query.setLong(1, Math.max(SampleKey.first(bucket, id), SampleKey.of(from, id)));
        query.setLong(2, Math.min(SampleKey.last(bucket, id), SampleKey.of(last, id)));
        try (ResultSet rows = query.executeQuery()) {
          while (rows.next()) {
            points.add(reader.read(rows, slice.start()));
          }
        }
      }
    }
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
