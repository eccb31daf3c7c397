package org.postern.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.postern.store.StoreException.Problem;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The history of interfaces and hits; thread-safe.
 *
 * <p>Offers go to a bounded queue and never block, wait for the disk or fail: if the writer cannot
 * keep up, the newest poll of each device stays and those between go ({@link
 * SampleStatistics#coarsened}). A crash loses about the last second. If the file breaks it is set
 * aside and a new one begun.
 */
public final class SampleStore {
  private static final Logger LOG = LoggerFactory.getLogger(SampleStore.class);

  /** Points of a transaction. */
  private static final int BATCH = 5_000;

  private static final long LINGER_MILLIS = 200;

  /** How far ahead of the clock a sample may be. */
  private static final Duration AHEAD = Duration.ofDays(1);

  private static final Duration CLOSE_WAIT = Duration.ofMillis(2_500);
  private static final Duration LAST_WAIT = Duration.ofMillis(500);

  private final String prefix;
  private final Path directory;
  private final StoreSettings settings;
  private final Clock clock;
  private final SampleQueue queue;
  private final Thread writer;
  private final AtomicLong written = new AtomicLong();
  private final AtomicLong lost = new AtomicLong();
  private volatile SampleFile file;

  /** Confined to the writer: whether the last batch was lost. */
  private boolean failing;

  private SampleStore(String prefix, Path directory, StoreSettings settings, Clock clock) {
    this.prefix = prefix;
    this.directory = directory;
    this.settings = settings;
    this.clock = clock;
    queue = new SampleQueue(settings.sampleQueue());
    file = openFile();
    writer = new Thread(this::writeAll, "postern-samples");
    writer.setDaemon(true);
  }

  static SampleStore open(String prefix, Path directory, StoreSettings settings, Clock clock) {
    SampleStore store = new SampleStore(prefix, directory, settings, clock);
    store.writer.start();
    return store;
  }

  private SampleFile openFile() {
    try {
      return openOnce();
    } catch (StoreException e) {
      if (e.problem() != Problem.CORRUPT && e.problem() != Problem.NEWER_SCHEMA) {
        throw e;
      }
      setAside(e);
      return openOnce();
    }
  }

  private SampleFile openOnce() {
    DatabaseFile database = SampleFile.openDatabase(prefix, directory);
    try {
      return new SampleFile(database, settings.sampleSlice());
    } catch (RuntimeException e) {
      database.close();
      throw e;
    }
  }

  private void setAside(StoreException reason) {
    Path broken = directory.resolve("samples.mv.db");
    // One of them is enough to look into, and two might fill the disk.
    Path aside = directory.resolve("samples-broken.mv.db");
    try {
      Files.move(broken, aside, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw Failures.describe("set the broken samples aside", broken, e);
    }
    LOG.warn("samples begin anew, the old ones are in {}: {}", aside, reason.getMessage());
  }

  /** Takes what a poll measured. */
  public void offer(DevicePoll poll) {
    Instant now = clock.instant();
    boolean kept =
        poll.time().isAfter(now.minus(settings.samplesKept()))
            && poll.time().isBefore(now.plus(AHEAD));
    if (poll.points() > 0 && !(kept && queue.offer(poll))) {
      lost.addAndGet(poll.points());
    }
  }

  /** The rates of an interface from {@code from} inclusive to {@code to} exclusive, by time. */
  public List<InterfacePoint> interfaceHistory(
      int deviceIndex, int interfaceIndex, Instant from, Instant to) {
    return file.history(
        Series.ofInterface(deviceIndex, interfaceIndex),
        from,
        to,
        (time, point) -> point.ofInterface(time));
  }

  /** The hits of an entry from {@code from} inclusive to {@code to} exclusive, by time. */
  public List<HitPoint> hitHistory(
      int deviceIndex, int aclIndex, int entryIndex, Instant from, Instant to) {
    return file.history(
        Series.ofEntry(deviceIndex, aclIndex, entryIndex),
        from,
        to,
        (time, point) -> point.ofHits(time));
  }

  /** Sums of an interface's rates whose periods begin from {@code from} to {@code to} exclusive. */
  public List<RollUp> interfaceRollUps(
      int deviceIndex, int interfaceIndex, RollUpLevel level, Instant from, Instant to) {
    return file.rollUps(Series.ofInterface(deviceIndex, interfaceIndex), level, from, to);
  }

  /** Sums of an entry's hits whose periods begin from {@code from} to {@code to} exclusive. */
  public List<RollUp> hitRollUps(
      int deviceIndex, int aclIndex, int entryIndex, RollUpLevel level, Instant from, Instant to) {
    return file.rollUps(Series.ofEntry(deviceIndex, aclIndex, entryIndex), level, from, to);
  }

  /** Sums up the periods that have ended, before samples of them may go. */
  void rollUp(Instant now) {
    int summed = file.rollUp(now);
    if (summed > 0) {
      LOG.debug("summed up {} periods", summed);
    }
  }

  public SampleStatistics statistics() {
    return new SampleStatistics(written.get(), queue.coarsened(), lost.get(), queue.size());
  }

  /** Drops what is too old, and the oldest if there is too much. */
  void dropExpired(Instant now) {
    int dropped = file.dropBefore(now.minus(settings.samplesKept()));
    for (RollUpLevel level : RollUpLevel.values()) {
      dropped += file.dropRollUpsBefore(level, now.minus(settings.rollUpsKept().of(level)));
    }
    if (dropped > 0) {
      LOG.debug("dropped {} expired sample slices", dropped);
    }
    String gone = file.dropIfOver(settings.maxSampleOctets());
    if (!gone.isEmpty()) {
      LOG.warn("samples take more than store.maxSize: {} are dropped", gone);
    }
  }

  /** See {@link DatabaseFile#compact()}. */
  void compact() {
    file.compact();
  }

  private void writeAll() {
    try {
      for (List<DevicePoll> batch = queue.take(BATCH, LINGER_MILLIS);
          !batch.isEmpty();
          batch = queue.take(BATCH, LINGER_MILLIS)) {
        write(batch);
      }
    } catch (InterruptedException e) {
      // Nobody of ours interrupts it; whoever does wants the thread to end.
      queue.close();
      LOG.warn("the writer of samples was interrupted; no more samples are stored");
      Thread.currentThread().interrupt();
    }
  }

  private void write(List<DevicePoll> batch) {
    try {
      file.write(batch, failing);
    } catch (StoreException first) {
      // A file that closed itself may have lost its last second, so what is known of it is void.
      try {
        file = first.problem() == Problem.CORRUPT ? reopened() : file.reread();
        file.write(batch, true);
      } catch (StoreException second) {
        second.addSuppressed(first);
        lose(batch, second);
        return;
      }
    }
    written.addAndGet(points(batch));
    if (failing) {
      failing = false;
      LOG.info("samples are stored again, {} were lost since the start", lost.get());
    }
  }

  private static long points(List<DevicePoll> polls) {
    return polls.stream().mapToLong(DevicePoll::points).sum();
  }

  private void lose(List<DevicePoll> batch, StoreException reason) {
    lost.addAndGet(points(batch));
    if (failing) {
      LOG.debug("samples are still being lost: {}", reason.getMessage());
    } else {
      failing = true;
      LOG.warn("samples are being lost: {}", reason.getMessage());
    }
  }

  private SampleFile reopened() {
    try {
      file.close();
    } catch (StoreException e) {
      LOG.debug("a failing file of samples did not close: {}", e.getMessage());
    }
    return openFile();
  }

  /** Takes no more, writes what waits as far as time allows, and closes the file. */
  void close() {
    queue.close();
    boolean interrupted = false;
    try {
      writer.join(CLOSE_WAIT.toMillis());
      int left = queue.drop();
      if (left > 0) {
        lost.addAndGet(left);
        LOG.warn("{} samples could not be written before the end", left);
        // What it has in hand it may finish.
        writer.join(LAST_WAIT.toMillis());
      }
    } catch (InterruptedException e) {
      interrupted = true;
    }
    try {
      file.close();
    } catch (StoreException e) {
      LOG.warn("the last samples may be lost: {}", e.getMessage());
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
