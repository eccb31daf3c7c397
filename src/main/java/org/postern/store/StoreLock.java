package org.postern.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.postern.store.StoreException.Problem;

/**
 * Keeps a second postern out of a store directory and tells it who is in. The system drops the lock
 * with the process, however it ends; the file stays.
 */
final class StoreLock implements AutoCloseable {
  /** Locked far beyond the text, so that others can read who holds it where locks are mandatory. */
  private static final long LOCKED_OCTET = 1L << 40;

  private static final int LONGEST_PID = 20;

  private final FileChannel channel;

  private StoreLock(FileChannel channel) {
    this.channel = channel;
  }

  static StoreLock take(Path directory) {
    Path file = directory.resolve("postern.lock");
    FileChannel channel;
    try {
      channel =
          FileChannel.open(
              file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
    } catch (IOException e) {
      throw new StoreException(
          Problem.DIRECTORY,
          "store directory " + directory + " is not writable by " + System.getProperty("user.name"),
          e);
    }
    try {
      FileLock lock = channel.tryLock(LOCKED_OCTET, 1, false);
      if (lock == null) {
        throw locked(directory, holder(channel));
      }
      channel.truncate(0);
      String pid = ProcessHandle.current().pid() + "\n";
      channel.write(ByteBuffer.wrap(pid.getBytes(StandardCharsets.US_ASCII)), 0);
      return new StoreLock(channel);
    } catch (OverlappingFileLockException e) {
      throw closing(channel, locked(directory, " (this process)"));
    } catch (IOException e) {
      throw closing(channel, Failures.describe("lock the store", file, e));
    } catch (StoreException e) {
      throw closing(channel, e);
    }
  }

  private static StoreException locked(Path directory, String holder) {
    return new StoreException(
        Problem.LOCKED,
        "store "
            + directory
            + " is in use by another running postern"
            + holder
            + "; stop that one or give this one a store directory of its own");
  }

  private static String holder(FileChannel channel) throws IOException {
    ByteBuffer octets = ByteBuffer.allocate(LONGEST_PID);
    channel.read(octets, 0);
    String text =
        new String(octets.array(), 0, octets.position(), StandardCharsets.US_ASCII).strip();
    return text.matches("\\d+") ? " (pid " + text + ")" : "";
  }

  private static StoreException closing(FileChannel channel, StoreException reason) {
    try {
      channel.close();
    } catch (IOException e) {
      reason.addSuppressed(e);
    }
    return reason;
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      throw new StoreException(
          Problem.OTHER, "cannot release the store's lock: " + e.getMessage(), e);
    }
  }
}
