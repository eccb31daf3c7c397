package org.postern.testkit;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Assumptions;

/**
 * Finds and runs programs of others that tests talk to. A missing one skips the test, visibly, but
 * fails it where the environment variable CI is {@code true}.
 */
public final class Peers {
  private static final int LONGEST_SECONDS = 60;
  private static final List<String> MORE_FOLDERS = List.of("/usr/sbin", "/usr/local/sbin", "/sbin");

  private Peers() {}

  /** The program's path; see the class for what happens if there is none. */
  public static Path require(String program) {
    Optional<Path> found = find(program);
    require(program, found.isPresent());
    return found.orElseThrow();
  }

  /** Whatever else a test needs; see the class for what happens if it is not there. */
  public static void require(String what, boolean isThere) {
    if (isThere) {
      return;
    }
    String message = what + ": not on this machine";
    if ("true".equals(System.getenv("CI"))) {
      Assertions.fail(message);
    }
    Assumptions.abort(message);
  }

  private static Optional<Path> find(String program) {
    String path = Optional.ofNullable(System.getenv("PATH")).orElse("");
    return Stream.concat(Stream.of(path.split(File.pathSeparator)), MORE_FOLDERS.stream())
        .filter(folder -> !folder.isEmpty())
        .map(folder -> Path.of(folder, program))
        .filter(Files::isExecutable)
        .findFirst();
  }

  /** Runs it to its end; of this machine's configuration nothing is read. */
  public static Command run(Path program, List<String> arguments) {
    return Command.run(words(program, arguments), environment(), LONGEST_SECONDS);
  }

  /** Starts a program that goes on until closed; what it prints goes to {@code log}. */
  public static Running start(Path program, List<String> arguments, Path log) throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder(words(program, arguments))
            .redirectErrorStream(true)
            .redirectOutput(log.toFile());
    builder.environment().putAll(environment());
    return new Running(builder.start());
  }

  /** Keeps net-snmp and libsmi to what a test tells them. */
  public static Map<String, String> environment() {
    return Map.of(
        "MIBS", "",
        "SNMPCONFPATH", "/nonexistent",
        "SMIPATH", MibModules.path(MibModules.OWN),
        "LC_ALL", "C");
  }

  private static List<String> words(Path program, List<String> arguments) {
    List<String> words = new ArrayList<>();
    words.add(program.toString());
    words.addAll(arguments);
    return words;
  }

  /** A program under way; closing it kills it and waits for its end. */
  public static final class Running implements AutoCloseable {
    private final Process process;

    private Running(Process process) {
      this.process = process;
    }

    public boolean isAlive() {
      return process.isAlive();
    }

    @Override
    public void close() {
      process.destroyForcibly();
      try {
        process.waitFor(10, TimeUnit.SECONDS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
