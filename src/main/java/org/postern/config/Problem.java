package org.postern.config;

import java.nio.file.Path;
import java.util.Comparator;
import java.util.Optional;

/**
 * One thing that is wrong, or doubtful, in a configuration file, and where.
 *
 * @param file the file as it was named on the command line or found by an include
 * @param line 1 and up; 0 if the file as a whole is meant
 * @param column 1 and up; 0 if the file as a whole is meant
 * @param key the path of keys to it, such as {@code devices[2].address}; empty for the whole file
 * @param seen what stands there, shortened; stars in place of a secret; empty if it adds nothing
 * @param message what is wrong and what would be right
 */
public record Problem(
    Path file, int line, int column, String key, Optional<String> seen, String message)
    implements Comparable<Problem> {
  private static final Comparator<Problem> ORDER =
      Comparator.comparing(Problem::file)
          .thenComparingInt(Problem::line)
          .thenComparingInt(Problem::column)
          .thenComparing(Problem::key)
          .thenComparing(Problem::message);

  public Problem {
    if (line < 0 || column < 0) {
      throw new IllegalArgumentException("line and column are 0 or more: " + line + ":" + column);
    }
  }

  /** Orders by file, then by place in it. */
  @Override
  public int compareTo(Problem other) {
    return ORDER.compare(this, other);
  }

  /** One line: {@code file:line:column key: message (found "what")}. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder(file.toString());
    if (line > 0) {
      text.append(':').append(line).append(':').append(column);
    }
    if (!key.isEmpty()) {
      text.append(' ').append(key);
    }
    text.append(": ").append(message);
    seen.ifPresent(value -> text.append(" (found ").append(value).append(')'));
    return text.toString();
  }
}
