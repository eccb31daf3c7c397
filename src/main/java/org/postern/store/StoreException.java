package org.postern.store;

/** The store cannot do what it was asked; the message is one line that says what to do about it. */
public final class StoreException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final Problem problem;
  private final String line;

  /** What is wrong, for callers that act on it. */
  public enum Problem {
    /** The directory is not there, not a directory or not writable. */
    DIRECTORY,
    /** Another process, or another store of this one, has it open. */
    LOCKED,
    /** A file cannot be read, or its parts contradict each other. */
    CORRUPT,
    /** No room to write; the store goes on by itself once there is. */
    DISK_FULL,
    /** A newer postern has written it. */
    NEWER_SCHEMA,
    OTHER
  }

  StoreException(Problem problem, String message) {
    super(message);
    this.problem = problem;
    line = message;
  }

  StoreException(Problem problem, String message, Throwable cause) {
    super(message, cause);
    this.problem = problem;
    line = message;
  }

  @Override
  public String getMessage() {
    return line;
  }

  public Problem problem() {
    return problem;
  }
}
