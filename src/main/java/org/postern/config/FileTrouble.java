package org.postern.config;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;

/** Says why a file cannot be read, without repeating its name. */
final class FileTrouble {
  private FileTrouble() {}

  static String reason(IOException trouble) {
    if (trouble instanceof NoSuchFileException) {
      return "no such file";
    }
    if (trouble instanceof AccessDeniedException) {
      return "permission denied";
    }
    if (trouble instanceof NotDirectoryException) {
      return "not a directory";
    }
    if (trouble instanceof FileSystemException known && known.getReason() != null) {
      return known.getReason();
    }
    return trouble.getMessage() == null ? trouble.getClass().getSimpleName() : trouble.getMessage();
  }
}
