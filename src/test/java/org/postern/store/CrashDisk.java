package org.postern.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.h2.store.fs.FileBaseDefault;
import org.h2.store.fs.FilePath;
import org.h2.store.fs.FilePathWrapper;

/**
 * A file system of H2's that notes every write in its order: after a kill the disk is as some
 * number of them have left it.
 */
public final class CrashDisk extends FilePathWrapper {
  static final String PREFIX = "crash:";

  private static final List<Write> WRITES = new ArrayList<>();

  /**
   * What was done to a file.
   *
   * @param length the file's new one if it was cut off, else -1
   */
  record Write(Path file, long position, ByteBuffer octets, long length) {}

  /** For H2, which makes one for each path. */
  public CrashDisk() {}

  static void register() {
    FilePath.register(new CrashDisk());
    forget();
  }

  static void forget() {
    synchronized (WRITES) {
      WRITES.clear();
    }
  }

  /** All writes since {@link #forget}. */
  static List<Write> writes() {
    synchronized (WRITES) {
      return List.copyOf(WRITES);
    }
  }

  static int count() {
    synchronized (WRITES) {
      return WRITES.size();
    }
  }

  @Override
  public String getScheme() {
    return "crash";
  }

  @Override
  public FileChannel open(String mode) throws IOException {
    return new Channel(Path.of(getBase().toString()), super.open(mode));
  }

  private static final class Channel extends FileBaseDefault {
    private final Path file;
    private final FileChannel inner;

    Channel(Path file, FileChannel inner) {
      this.file = file;
      this.inner = inner;
    }

    @Override
    public long size() throws IOException {
      return inner.size();
    }

    @Override
    public synchronized int read(ByteBuffer target, long position) throws IOException {
      return inner.read(target, position);
    }

    @Override
    public synchronized int write(ByteBuffer source, long position) throws IOException {
      byte[] octets = new byte[source.remaining()];
      source.duplicate().get(octets);
      synchronized (WRITES) {
        int written = inner.write(source, position);
        WRITES.add(new Write(file, position, ByteBuffer.wrap(octets, 0, written), -1));
        return written;
      }
    }

    @Override
    public void force(boolean metaData) {
      // A kill leaves what the system has taken.
    }

    @Override
    public FileLock tryLock(long position, long size, boolean shared) throws IOException {
      return inner.tryLock(position, size, shared);
    }

    @Override
    protected void implTruncate(long size) throws IOException {
      synchronized (WRITES) {
        inner.truncate(size);
        WRITES.add(new Write(file, 0, ByteBuffer.allocate(0), size));
      }
    }

    @Override
    protected void implCloseChannel() throws IOException {
      inner.close();
    }
  }
}
