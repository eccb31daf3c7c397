package org.postern.store;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.ZipException;
import java.util.zip.ZipInputStream;

/**
 * Backups of the state in {@code backup/}: zip files, each holding the database file that takes the
 * place of a broken one. They are named for the last record of the journal that they have, which
 * alone tells their order, and for their UTC time.
 */
final class Backups {
  private static final Pattern NAME = Pattern.compile("state-(\\d{19})-(\\d{8}T\\d{6})Z\\.zip");
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss").withZone(ZoneOffset.UTC);

  private final Path directory;
  private final Duration every;
  private final int kept;

  Backups(Path storeDirectory, Duration every, int kept) {
    directory = storeDirectory.resolve("backup");
    this.every = every;
    this.kept = kept;
  }

  /** The newest backup there is. */
  Optional<Path> newest() {
    List<Path> all = all();
    return all.isEmpty() ? Optional.empty() : Optional.of(all.get(all.size() - 1));
  }

  /** Whether the newest is old enough for another. */
  boolean isDue(Instant now) {
    Optional<Instant> last = newest().map(file -> TIME.parse(part(file, 2), Instant::from));
    // A backup from the future means that the clock was set back: its age tells nothing.
    return last.isEmpty() || last.get().isAfter(now) || !now.isBefore(last.get().plus(every));
  }

  /** The last record of the journal that every backup has; there is at least one backup. */
  long oldestRecord() {
    return Long.parseLong(part(all().get(0), 1));
  }

  /** The last record of the journal that the newest backup has; 0 if there is none. */
  long newestRecord() {
    return newest().map(file -> Long.parseLong(part(file, 1))).orElse(0L);
  }

  /**
   * Makes a backup and drops the oldest beyond those kept.
   *
   * @param record the last one of the journal that {@code state} has
   */
  void make(DatabaseFile state, long record, Instant now) {
    write(state, record, now);
    List<Path> all = all();
    for (Path old : all.subList(0, Math.max(0, all.size() - kept))) {
      delete(old);
    }
  }

  private void write(DatabaseFile state, long record, Instant now) {
    Path target =
        directory.resolve(
            String.format(Locale.ROOT, "state-%019d-%sZ.zip", record, TIME.format(now)));
    Path unfinished = directory.resolve("unfinished.zip");
    try {
      Files.createDirectories(directory);
      state.read(
          "back up the store",
          handle ->
              handle.createUpdate("BACKUP TO :file").bind("file", unfinished.toString()).execute());
      DurableFiles.move(unfinished, target);
    } catch (IOException e) {
      throw Failures.describe("back up the store", target, e);
    }
  }

  /**
   * Unpacks a backup.
   *
   * @throws IOException if it cannot be read or there is no room
   */
  static void unpack(Path backup, Path file) throws IOException {
    try (ZipInputStream entries = new ZipInputStream(Files.newInputStream(backup))) {
      if (entries.getNextEntry() == null) {
        throw new ZipException("it is not a zip file");
      }
      Files.copy(entries, file, StandardCopyOption.REPLACE_EXISTING);
    }
  }

  /** All backups, those that have least first. */
  List<Path> all() {
    if (!Files.isDirectory(directory)) {
      return List.of();
    }
    List<Path> found = new ArrayList<>();
    try (DirectoryStream<Path> files = Files.newDirectoryStream(directory)) {
      for (Path file : files) {
        if (NAME.matcher(name(file)).matches()) {
          found.add(file);
        }
      }
    } catch (IOException e) {
      throw Failures.describe("list the backups", directory, e);
    }
    found.sort(null);
    return found;
  }

  private static void delete(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      throw Failures.describe("delete an old backup", file, e);
    }
  }

  private static String part(Path file, int group) {
    Matcher name = NAME.matcher(name(file));
    if (!name.matches()) {
      throw new IllegalArgumentException("not a backup: " + file);
    }
    return name.group(group);
  }

  private static String name(Path file) {
    return String.valueOf(file.getFileName());
  }
}
