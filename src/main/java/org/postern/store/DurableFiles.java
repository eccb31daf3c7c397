package org.postern.store;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/** Files that are there, whole and under their name, also after a power failure. */
final class DurableFiles {
  private DurableFiles() {}

  /** Gives a file another name in one step; one that has that name goes. */
  static void move(Path from, Path to) {
    try {
      try (FileChannel content = FileChannel.open(from, StandardOpenOption.WRITE)) {
        content.force(true);
      }
      Files.move(from, to, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      Path directory = to.getParent();
      if (directory != null) {
        force(directory);
      }
    } catch (IOException e) {
      throw Failures.describe("put " + to.getFileName() + " in its place", to, e);
    }
  }

  /** Forces the names in a directory to the disk, where the system lets a directory be opened. */
  static void force(Path directory) throws IOException {
    if (directory.getFileSystem().supportedFileAttributeViews().contains("posix")) {
      try (FileChannel names = FileChannel.open(directory, StandardOpenOption.READ)) {
        names.force(true);
      }
    }
  }
}
