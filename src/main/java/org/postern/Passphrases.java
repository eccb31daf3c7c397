package org.postern;

import java.io.BufferedReader;
import java.io.Console;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.Charset;
import java.util.Optional;

/** Where a command gets passphrases from: the terminal, unseen, or the lines of its input. */
final class Passphrases implements AutoCloseable {
  private final Optional<Console> terminal;
  private final BufferedReader lines;

  private Passphrases(Optional<Console> terminal) {
    this.terminal = terminal;
    lines = new BufferedReader(new InputStreamReader(System.in, Charset.defaultCharset()));
  }

  static Passphrases open() {
    return new Passphrases(Optional.ofNullable(System.console()));
  }

  /**
   * The next passphrase.
   *
   * @param what it is for, to ask a person
   * @throws IOException if there is none
   */
  String next(String what) throws IOException {
    String text;
    if (terminal.isPresent()) {
      char[] typed = terminal.get().readPassword("%s passphrase: ", what);
      text = typed == null ? null : new String(typed);
    } else {
      text = lines.readLine();
    }
    if (text == null) {
      throw new EOFException("no " + what + " passphrase was given");
    }
    return text;
  }

  @Override
  public void close() throws IOException {
    lines.close();
  }
}
