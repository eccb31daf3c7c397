package org.postern.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.postern.store.StoreException.Problem;

/**
 * All that outlives the process, in one directory: {@code state.mv.db}, written through before a
 * call returns, and {@code samples.mv.db}, which may be lost; thread-safe.
 *
 * <p>A call may meet a full disk at any time; it then throws a {@link StoreException} and works
 * again when there is room. A thread that is interrupted inside a call harms nothing.
 */
public final class PosternStore implements AutoCloseable {
  private final StoreLock lock;
  private final StateFile state;
  private final IdentityStore identity;
  private final FindingStore findings;
  private final AccessListStore accessLists;
  private final BaselineStore baselines;
  private final DeviceStore devices;
  private final EngineStore engines;
  private final EntryUseStore entryUses;
  private final InformStore informs;
  private final MaintenanceStore maintenance;
  private final SeriesStore series;
  private final SampleStore samples;
  private boolean closed;

  /**
   * Opens the store, making it if the directory is empty or missing.
   *
   * @throws StoreException if the directory is not writable, another postern runs on it, the state
   *     is of a newer postern, or corrupt and not to be restored, or the disk is full
   */
  public static PosternStore open(Path directory, StoreSettings settings, Clock clock) {
    return open(DatabaseFile.ASYNC, directory, settings, clock);
  }

  static PosternStore open(String prefix, Path directory, StoreSettings settings, Clock clock) {
    Path home = directory.toAbsolutePath().normalize();
    prepare(home);
    StoreLock lock = StoreLock.take(home);
    try {
      StateFile state = StateRecovery.open(prefix, home, settings, clock);
      try {
        return new PosternStore(lock, state, prefix, home, settings, clock);
      } catch (RuntimeException e) {
        throw closing(state::close, e);
      }
    } catch (RuntimeException e) {
      throw closing(lock::close, e);
    }
  }

  private PosternStore(
      StoreLock lock,
      StateFile state,
      String prefix,
      Path home,
      StoreSettings settings,
      Clock clock) {
    this.lock = lock;
    this.state = state;
    identity = new IdentityStore(state, clock);
    findings = new FindingStore(state, settings);
    accessLists = new AccessListStore(state, settings.versionsKept());
    baselines = new BaselineStore(state);
    devices = new DeviceStore(state);
    engines = new EngineStore(state);
    entryUses = new EntryUseStore(state);
    informs = new InformStore(state);
    maintenance = new MaintenanceStore(state);
    series = new SeriesStore(state);
    samples = SampleStore.open(prefix, home, settings, clock);
  }

  private static void prepare(Path home) {
    if (home.toString().contains(";")) {
      throw new StoreException(
          Problem.DIRECTORY, "store directory " + home + " must not have a ';' in its name");
    }
    if (Files.exists(home) && !Files.isDirectory(home)) {
      throw new StoreException(
          Problem.DIRECTORY, "store directory " + home + " is not a directory");
    }
    try {
      if (!Files.exists(home)) {
        Files.createDirectories(home);
        if (home.getFileSystem().supportedFileAttributeViews().contains("posix")) {
          // What is in it describes a network's defences.
          Files.setPosixFilePermissions(home, PosixFilePermissions.fromString("rwx------"));
        }
      }
    } catch (IOException e) {
      throw new StoreException(
          Problem.DIRECTORY,
          "store directory " + home + " cannot be made by " + System.getProperty("user.name"),
          e);
    }
  }

  private static RuntimeException closing(Runnable step, RuntimeException reason) {
    try {
      step.run();
    } catch (StoreException e) {
      reason.addSuppressed(e);
    }
    return reason;
  }

  public IdentityStore identity() {
    return identity;
  }

  public FindingStore findings() {
    return findings;
  }

  public AccessListStore accessLists() {
    return accessLists;
  }

  public BaselineStore baselines() {
    return baselines;
  }

  public DeviceStore devices() {
    return devices;
  }

  public EngineStore engines() {
    return engines;
  }

  public EntryUseStore entryUses() {
    return entryUses;
  }

  public MaintenanceStore maintenance() {
    return maintenance;
  }

  public InformStore informs() {
    return informs;
  }

  public SeriesStore series() {
    return series;
  }

  public SampleStore samples() {
    return samples;
  }

  /**
   * Housekeeping, to be called every minute or so: writes lazy times, sums up samples, drops
   * expired ones, makes a backup if one is due. A step that fails does not stop the others; a
   * thread that is interrupted begins no further one.
   *
   * @throws StoreException of the first step that failed
   */
  public synchronized void maintain(Instant now) {
    inTurn(
        List.of(
            accessLists::flush,
            unlessInterrupted(() -> samples.rollUp(now)),
            unlessInterrupted(() -> samples.dropExpired(now)),
            unlessInterrupted(state::compact),
            unlessInterrupted(samples::compact),
            unlessInterrupted(() -> state.backUpIfDue(now))));
  }

  private static Runnable unlessInterrupted(Runnable step) {
    return () -> {
      if (!Thread.currentThread().isInterrupted()) {
        step.run();
      }
    };
  }

  /** Writes what waits and closes both files; the samples get at most three seconds. */
  @Override
  public synchronized void close() {
    if (closed) {
      return;
    }
    closed = true;
    // H2 does not finish closing on an interrupted thread.
    boolean interrupted = Thread.interrupted();
    try {
      inTurn(
          List.of(identity::flush, samples::close, accessLists::flush, state::close, lock::close));
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private static void inTurn(List<Runnable> steps) {
    StoreException failed = null;
    for (Runnable step : steps) {
      try {
        step.run();
      } catch (StoreException e) {
        if (failed == null) {
          failed = e;
        } else {
          failed.addSuppressed(e);
        }
      }
    }
    if (failed != null) {
      throw failed;
    }
  }
}
