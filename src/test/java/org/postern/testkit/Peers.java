package org.postern.testkit;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
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
  private static final List<String> MORE_FOLDERS = List.of("/usr/sbin", "/usr/local/sbin", "/sbin");

  private Peers() {}

  /** Exit code and all that was printed, standard error mixed in. */
  public record Run(int exitCode, String output) {
    public List<String> lines() {
      return output.lines().toList();
    }
  }

  /** The program's path; see the class for what happens if there is none. */
  public static Path require(String program) {
    Optional<Path> found = find(program);
    if (found.isEmpty()) {
      String message = program + " is not installed";
      if ("true".equals(System.getenv("CI"))) {
        Assertions.fail(message);
      }
      Assumptions.abort(message);
    }
    return found.orElseThrow();
  }

  private static Optional<Path> find(String program) {
    String path = Optional.ofNullable(System.getenv("PATH")).orElse("");
    return Stream.concat(Stream.of(path.split(File.pathSeparator)), MORE_FOLDERS.stream())
        .filter(folder -> !folder.isEmpty())
        .map(folder -> Path.of(folder, program))
        .filter(Files::isExecutable)
        .findFirst();
  }

  /** Runs to the end, 60 s at most; its configuration and MIBs are not read. */
  public static Run run(Path program, List<String> arguments) {
    List<String> command = new ArrayList<>();
    command.add(program.toString());
    command.addAll(arguments);
    try {
      Path output = Files.createTempFile("peer", ".out");
      try {
        Process process = builder(command).redirectOutput(output.toFile()).start();
        if (!process.waitFor(60, TimeUnit.SECONDS)) {
          process.destroyForcibly();
          throw new IllegalStateException("does not end: " + program);
        }
        return new Run(process.exitValue(), Files.readString(output, StandardCharsets.ISO_8859_1));
      } finally {
        Files.deleteIfExists(output);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }

  /** Starts a program that goes on until closed; what it prints goes to {@code log}. */
  public static Running start(Path program, List<String> arguments, Path log) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(program.toString());
    command.addAll(arguments);
    return new Running(builder(command).redirectOutput(log.toFile()).start());
  }

  private static ProcessBuilder builder(List<String> command) {
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().put("MIBS", "");
    builder.environment().put("SNMPCONFPATH", "/nonexistent");
    builder.environment().put("LC_ALL", "C");
    return builder;
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
