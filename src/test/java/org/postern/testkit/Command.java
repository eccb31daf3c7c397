package org.postern.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Runs a program to its end, with a bound on its time. */
public record Command(int exitCode, String output) {
  private static final int LONGEST_SECONDS = 60;

  /** Runs it; standard output and standard error together are the output. */
  public static Command run(String... words) {
    return run(List.of(words), LONGEST_SECONDS);
  }

  public static Command run(List<String> words, int seconds) {
    try {
      Path output = Files.createTempFile("postern-command", ".out");
      try {
        Process process =
            new ProcessBuilder(words)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
                .start();
        if (!process.waitFor(seconds, TimeUnit.SECONDS)) {
          process.destroyForcibly().waitFor();
          throw new IllegalStateException("not done within " + seconds + " s: " + words);
        }
        return new Command(process.exitValue(), Files.readString(output, StandardCharsets.UTF_8));
      } finally {
        Files.deleteIfExists(output);
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
          String.join(" ", words) + " exited with " + done.exitCode() + ": " + done.output());
    }
    return done.output();
  }
}
