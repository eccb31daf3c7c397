package org.postern.config;

import java.nio.file.Path;

/**
 * Where something stands in a file.
 *
 * @param line 1 and up; 0 for the file as a whole
 * @param column 1 and up; 0 for the file as a whole
 */
record Place(Path file, int line, int column) {
  static Place wholeFile(Path file) {
    return new Place(file, 0, 0);
  }

  /** How another problem refers to this place. */
  String lineText(Path seenFrom) {
    return file.equals(seenFrom) ? "line " + line : file + ":" + line;
  }
}
