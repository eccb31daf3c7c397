package org.postern.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.util.concurrent.atomic.AtomicLong;
import org.h2.store.fs.FileBaseDefault;
import org.h2.store.fs.FilePath;
import org.h2.store.fs.FilePathWrapper;

/** A file system of H2's that can be filled up: then no write succeeds any more. */
public final class FullDisk extends FilePathWrapper {
  static final String PREFIX = "full:";

  private static final AtomicLong ROOM = new AtomicLong(Long.MAX_VALUE);

  /** For H2, which makes one for each path. */
  public FullDisk() {}

  static void register() {
    fill(false);
    FilePath.register(new FullDisk());
  }

  static void fill(boolean now) {
    leave(now ? 0 : Long.MAX_VALUE);
  }

  /** Fills it up but for so many octets: the write that needs more is made in part. */
  static void leave(long octets) {
    ROOM.set(octets);
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
      long room = ROOM.get();
      int wanted = source.remaining();
      if (room >= wanted) {
        ROOM.compareAndSet(room, room == Long.MAX_VALUE ? room : room - wanted);
        return inner.write(source, position);
      }
      ROOM.set(0);
      inner.write(source.slice(source.position(), (int) room), position);
      throw new IOException("No space left on device");
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
