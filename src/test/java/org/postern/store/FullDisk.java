package org.postern.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import org.h2.store.fs.FileBaseDefault;
import org.h2.store.fs.FilePath;
import org.h2.store.fs.FilePathWrapper;

/** A file system of H2's that can be filled up: then no write succeeds any more. */
public final class FullDisk extends FilePathWrapper {
  static final String PREFIX = "full:";

  private static volatile boolean full;

  /** For H2, which makes one for each path. */
  public FullDisk() {}

  static void register() {
    full = false;
    FilePath.register(new FullDisk());
  }

  static void fill(boolean now) {
    full = now;
  }

  @Override
  public String getScheme() {
    return "full";
  }

  @Override
  public FileChannel open(String mode) throws IOException {
    return new Channel(super.open(mode));
  }

  private static final class Channel extends FileBaseDefault {
    private final FileChannel inner;

    Channel(FileChannel inner) {
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
      if (full) {
        throw new IOException("No space left on device");
      }
      return inner.write(source, position);
    }

    @Override
    public void force(boolean metaData) throws IOException {
      inner.force(metaData);
    }

    @Override
    public FileLock tryLock(long position, long size, boolean shared) throws IOException {
      return inner.tryLock(position, size, shared);
    }

    @Override
    protected void implTruncate(long size) throws IOException {
      inner.truncate(size);
    }

    @Override
    protected void implCloseChannel() throws IOException {
      inner.close();
    }
  }
}
