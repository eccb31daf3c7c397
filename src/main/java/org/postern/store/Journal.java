package org.postern.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.h2.store.fs.FilePath;
import org.postern.store.JournalSegment.Scan;
import org.postern.store.JournalSegment.Tail;

/**
 * What was acknowledged since the backups, in files that are only appended to; confined to whoever
 * holds the state's lock for writing.
 *
 * <p>Each write of the state is one record. Its number is a row of the state too, so that the two
 * can always be compared. A file begins after each backup and is named for its first record.
 */
final class Journal implements AutoCloseable {
  private final String prefix;
  private final Path directory;

  private Optional<FileChannel> channel = Optional.empty();
  private long last;
  private long lastStart;
  private long end;

  /** Applies one record to the state. */
  @FunctionalInterface
  interface Applier {
    void apply(long number, List<SqlChange> changes);
  }

  /**
   * How far a replay came.
   *
   * @param last number of the last record that the state now has
   * @param trouble why it went no further although there is more; empty if there is not
   */
  record Replay(long last, String trouble) {}

  /**
   * @param prefix H2 file system, such as {@link DatabaseFile#ASYNC}
   */
  Journal(String prefix, Path storeDirectory) {
    this.prefix = prefix;
    directory = storeDirectory.resolve("journal");
  }

  /**
   * Hands over the records after {@code state}, the number of the last that the state has.
   *
   * @param upTo number of the last record that is wanted
   */
  Replay replay(long state, long upTo, Applier applier) {
    long at = state;
    List<Path> files = files();
    for (int i = 0; i < files.size(); i++) {
      if (i + 1 < files.size() && first(files.get(i + 1)) <= at + 1) {
        continue;
      }
      Path file = files.get(i);
      if (first(file) > at + 1) {
        return new Replay(at, "records " + (at + 1) + " to " + (first(file) - 1) + " are missing");
      }
      long from = at;
      // Of a record that is in two files the later one counts.
      long most = i + 1 < files.size() ? Math.min(upTo, first(files.get(i + 1)) - 1) : upTo;
      Scan scan =
          scan(
              file,
              (number, content) -> {
                if (number > from && number <= most) {
                  applier.apply(number, JournalSegment.changes(content));
                }
              });
      at = Math.max(at, Math.min(most, scan.last()));
      if (scan.tail() == Tail.DAMAGED && scan.last() < most) {
        return new Replay(at, "record " + (scan.last() + 1) + " in " + file + " is damaged");
      }
    }
    return new Replay(at, "");
  }

  /**
   * Makes ready to append after record {@code state}, which is the last that the state has.
   *
   * @return whether the journal reaches that far; if not, only a new backup covers what is before
   */
  boolean goOnAfter(long state) {
    close();
    last = state;
    lastStart = 0;
    end = 0;
    List<Path> files = files();
    if (files.isEmpty()) {
      return false;
    }
    Path file = files.get(files.size() - 1);
    Scan scan = scan(file, (number, content) -> {});
    if (scan.last() != state || scan.tail() == Tail.DAMAGED || scan.end() == 0) {
      setAsideIfInTheWay(file, state);
      return false;
    }
    channel = Optional.of(open(file));
    lastStart = scan.lastStart();
    end = scan.end();
    return true;
  }

  /** A file without one good record has the name of the next. */
  private void setAsideIfInTheWay(Path file, long state) {
    if (first(file) > state) {
      DurableFiles.move(file, directory.resolve(file.getFileName() + ".broken"));
    }
  }

  /**
   * Appends a record and forces it to the disk. The number follows the last one, or repeats it if
   * the state did not take that record after all.
   *
   * @throws UncheckedIOException if it could not be written; it then is not there
   */
  void append(long number, List<SqlChange> changes) {
    try {
      if (number == last) {
        last = number - 1;
        end = lastStart;
      } else if (number != last + 1) {
        throw new IllegalStateException("journal record " + number + " after " + last);
      }
      byte[] record = JournalSegment.record(number, changes);
      FileChannel file = current(number);
      if (file.size() > end) {
        // What an append that failed has left.
        file.truncate(end);
      }
      long start = end == 0 ? write(file, JournalSegment.MARK, 0) : end;
      long after = write(file, record, start);
      file.force(false);
      if (end == 0) {
        DurableFiles.force(directory);
      }
      last = number;
      lastStart = start;
      end = after;
    } catch (IOException e) {
      throw new UncheckedIOException("the journal cannot be written", e);
    }
  }

  private static long write(FileChannel file, byte[] octets, long position) throws IOException {
    ByteBuffer buffer = ByteBuffer.wrap(octets);
    while (buffer.hasRemaining()) {
      file.write(buffer, position + buffer.position());
    }
    return position + octets.length;
  }

  private FileChannel current(long number) throws IOException {
    if (channel.isEmpty()) {
      Files.createDirectories(directory);
      channel =
          Optional.of(open(directory.resolve(String.format(Locale.ROOT, "%019d.journal", number))));
      end = 0;
    }
    return channel.get();
  }

  private FileChannel open(Path file) {
    try {
      return FilePath.get(prefix + file).open("rw");
    } catch (IOException e) {
      throw Failures.describe("open the journal", file, e);
    }
  }

  /**
   * After a backup: begins a new file with the next record.
   *
   * @param oldest number of the last record that every backup has; files without later ones go
   */
  void cut(long oldest) {
    close();
    List<Path> files = files();
    for (int i = 0; i + 1 < files.size() && first(files.get(i + 1)) <= oldest + 1; i++) {
      try {
        Files.deleteIfExists(files.get(i));
      } catch (IOException e) {
        throw Failures.describe("delete an old journal", files.get(i), e);
      }
    }
  }

  /** Whether anything was ever written to it. */
  boolean exists() {
    return !files().isEmpty();
  }

  private List<Path> files() {
    if (!Files.isDirectory(directory)) {
      return List.of();
    }
    List<Path> found = new ArrayList<>();
    try (DirectoryStream<Path> files = Files.newDirectoryStream(directory)) {
      for (Path file : files) {
        if (String.valueOf(file.getFileName()).matches("\\d{19}\\.journal")) {
          found.add(file);
        }
      }
    } catch (IOException e) {
      throw Failures.describe("list the journal", directory, e);
    }
    found.sort(null);
    return found;
  }

  private static long first(Path file) {
    return Long.parseLong(String.valueOf(file.getFileName()).substring(0, 19));
  }

  private static Scan scan(Path file, JournalSegment.Visitor visitor) {
    try {
      return JournalSegment.scan(file, first(file), visitor);
    } catch (IOException e) {
      throw Failures.describe("read the journal", file, e);
    }
  }

  @Override
  public void close() {
    if (channel.isPresent()) {
      try {
        channel.get().close();
      } catch (IOException e) {
        throw Failures.describe("close the journal", directory, e);
      } finally {
        channel = Optional.empty();
      }
    }
  }
}
