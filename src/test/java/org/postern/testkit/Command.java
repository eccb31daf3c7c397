package org.postern.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * A program that was run to its end, within a bounded time.
 *
 * @param output what it printed to standard output
 * @param errors what it printed to standard error
 */
public record Command(int exitCode, String output, String errors) {
  private static final int LONGEST_SECONDS = 60;

  /** Runs it with the environment of the test. */
  public static Command run(String... words) {
    return run(List.of(words), Map.of(), LONGEST_SECONDS);
  }

  /**
   * Runs it.
   *
   * @param environment beside the test's own
   */
  public static Command run(List<String> words, Map<String, String> environment, int seconds) {
    try {
      Path output = Files.createTempFile("command", ".out");
      Path errors = Files.createTempFile("command", ".err");
      try {
        ProcessBuilder builder =
            new ProcessBuilder(words)
                .redirectOutput(output.toFile())
                .redirectError(errors.toFile())
                .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()));
        builder.environment().putAll(environment);
        Process process = builder.start();
        if (!process.waitFor(seconds, TimeUnit.SECONDS)) {
          process.destroyForcibly().waitFor();
          throw new IllegalStateException(
              "not done within " + seconds + " s: " + words + read(output) + read(errors));
        }
        return new Command(process.exitValue(), read(output), read(errors));
      } finally {
        Files.deleteIfExists(output);
        Files.deleteIfExists(errors);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while running " + words, e);
    }
  }

  /** Runs it and fails with what it printed unless it exits with 0. */
  public static String succeed(String... words) {
    Command done = run(words);
    if (done.exitCode() != 0) {
      throw new IllegalStateException(
          String.join(" ", words) + " exited with " + done.exitCode() + ": " + done.all());
    }
    return done.output();
  }

  /** Standard output line by line. */
  public List<String> lines() {
    return output.lines().toList();
  }

  /** Standard output and what was printed to standard error after it. */
  public String all() {
    return output + errors;
  }

  /** Tools print octets of others as they are; what is no UTF-8 shows as a replacement. */
  private static String read(Path file) throws IOException {
    return new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
  }
}
