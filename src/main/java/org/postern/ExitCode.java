package org.postern;

/** The exit codes of every command; documented in OPERATIONS.md and held to it by a test. */
final class ExitCode {
  /** The command did what was asked. */
  static final int OK = 0;

  /** A defect of Postern itself. */
  static final int INTERNAL = 1;

  /** The command line is wrong. */
  static final int USAGE = 2;

  /** The configuration, a profile or another input file is not valid. */
  static final int INVALID_INPUT = 3;

  /** A device did not answer, refused us, or answered in part. */
  static final int DEVICE = 4;

  /** There is no such device, port, finding or list. */
  static final int NOT_FOUND = 5;

  /** The store cannot be opened: in use, damaged, or not writable. */
  static final int STORE = 6;

  /** An address cannot be listened on. */
  static final int LISTEN = 7;

  /** {@code --fail-on}: there is an open finding at least that severe. */
  static final int FINDINGS = 8;

  private ExitCode() {}
}
