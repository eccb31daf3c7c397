package org.postern.store;

import java.io.EOFException;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.h2.api.ErrorCode;
import org.h2.mvstore.DataUtils;
import org.h2.mvstore.MVStoreException;
import org.postern.store.StoreException.Problem;

/** Turns what H2 and the file system throw into one line an operator can act on. */
final class Failures {
  private Failures() {}

  /** What {@code failure} means for the database in {@code file}, met during {@code task}. */
  static StoreException describe(String task, Path file, Throwable failure) {
    Problem problem = problemOf(failure);
    String message =
        switch (problem) {
          case DISK_FULL ->
              "cannot "
                  + task
                  + ": no space left for "
                  + file
                  + "; free some, nothing else is needed";
          case LOCKED -> "cannot " + task + ": " + file + " is locked by another process";
          case CORRUPT -> "cannot " + task + ": " + file + " is corrupt: " + firstLine(failure);
          case DIRECTORY, NEWER_SCHEMA, OTHER ->
              "cannot " + task + " (" + file + "): " + firstLine(failure);
        };
    return new StoreException(problem, message, failure);
  }

  /**
   * The same while {@code file} is being opened: what then goes wrong without the file system being
   * at fault is the content.
   */
  static StoreException describeOpening(Path file, Throwable failure) {
    StoreException described = describe("open the store", file, failure);
    if (described.problem() != Problem.OTHER || isFileSystem(failure)) {
      return described;
    }
    return new StoreException(
        Problem.CORRUPT,
        "cannot open the store: " + file + " is corrupt: " + firstLine(failure),
        failure);
  }

  /** A backup that cannot be unpacked is corrupt, unless there is no room to unpack it. */
  static StoreException describeBackup(Path backup, IOException failure) {
    StoreException described = describe("unpack", backup, failure);
    return described.problem() == Problem.DISK_FULL
        ? described
        : new StoreException(
            Problem.CORRUPT, backup + " is corrupt: " + firstLine(failure), failure);
  }

  private static boolean isFileSystem(Throwable failure) {
    for (Optional<Throwable> at = Optional.of(failure); at.isPresent(); at = causeOf(at.get())) {
      // Too short a file is a matter of content too.
      if (at.get() instanceof IOException && !(at.get() instanceof EOFException)) {
        return true;
      }
    }
    return false;
  }

  /** Whether the database closed itself. */
  static boolean isClosed(Throwable failure) {
    return isOneOf(failure, Set.of(ErrorCode.DATABASE_IS_CLOSED, ErrorCode.OBJECT_CLOSED));
  }

  /** Whether the database may have closed itself and must be opened anew to answer again. */
  static boolean mayHaveClosed(Throwable failure) {
    return isClosed(failure)
        || isOneOf(
            failure,
            Set.of(ErrorCode.IO_EXCEPTION_1, ErrorCode.IO_EXCEPTION_2, ErrorCode.GENERAL_ERROR_1));
  }

  private static boolean isOneOf(Throwable failure, Set<Integer> codes) {
    for (Optional<Throwable> at = Optional.of(failure); at.isPresent(); at = causeOf(at.get())) {
      if (at.get() instanceof SQLException sql && codes.contains(sql.getErrorCode())) {
        return true;
      }
    }
    return false;
  }

  private static Problem problemOf(Throwable failure) {
    Problem found = Problem.OTHER;
    for (Optional<Throwable> at = Optional.of(failure); at.isPresent(); at = causeOf(at.get())) {
      Problem here = problemOfOne(at.get());
      if (here == Problem.DISK_FULL) {
        // The corruption that H2 reports around it is only its consequence.
        return here;
      }
      if (found == Problem.OTHER) {
        found = here;
      }
    }
    return found;
  }

  private static Problem problemOfOne(Throwable failure) {
    if (failure instanceof IOException && saysDiskFull(firstLine(failure))) {
      return Problem.DISK_FULL;
    }
    if (failure instanceof MVStoreException store) {
      return switch (store.getErrorCode()) {
        case DataUtils.ERROR_FILE_LOCKED -> Problem.LOCKED;
        case DataUtils.ERROR_FILE_CORRUPT,
            DataUtils.ERROR_UNSUPPORTED_FORMAT,
            DataUtils.ERROR_CHUNK_NOT_FOUND,
            DataUtils.ERROR_BLOCK_NOT_FOUND ->
            Problem.CORRUPT;
        default -> Problem.OTHER;
      };
    }
    if (failure instanceof SQLException sql) {
      return switch (sql.getErrorCode()) {
        case ErrorCode.DATABASE_ALREADY_OPEN_1 -> Problem.LOCKED;
        case ErrorCode.FILE_CORRUPTED_1,
            ErrorCode.FILE_VERSION_ERROR_1,
            ErrorCode.ROW_NOT_FOUND_IN_PRIMARY_INDEX,
            ErrorCode.ROW_NOT_FOUND_WHEN_DELETING_1 ->
            Problem.CORRUPT;
        default -> Problem.OTHER;
      };
    }
    return Problem.OTHER;
  }

  /** The words of Linux, the BSDs and Windows; Java has no code for it. */
  private static boolean saysDiskFull(String message) {
    String lower = message.toLowerCase(Locale.ROOT);
    return lower.contains("no space left")
        || lower.contains("not enough space")
        || lower.contains("quota exceeded")
        || lower.contains("file too large");
  }

  private static Optional<Throwable> causeOf(Throwable failure) {
    return Optional.ofNullable(failure.getCause()).filter(cause -> cause != failure);
  }

  private static String firstLine(Throwable failure) {
    Throwable at = failure;
    for (Optional<Throwable> next = causeOf(at); next.isPresent(); next = causeOf(at)) {
      at = next.get();
      if (at instanceof SQLException) {
        break;
      }
    }
    return Optional.ofNullable(at.getMessage())
        .flatMap(message -> message.lines().findFirst())
        .orElse(at.getClass().getSimpleName());
  }
}
