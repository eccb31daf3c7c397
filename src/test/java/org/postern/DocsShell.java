package org.postern;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.postern.testkit.Command;
import org.postern.testkit.Eventually;
import org.postern.testkit.Peers;
import org.postern.testkit.RouterLab;

/** Runs lines of sh in a folder and in a network namespace with the documents' addresses. */
final class DocsShell implements AutoCloseable {
  private static final int LONGEST_SECONDS = 60;

  /** 128 and SIGTERM. */
  private static final int TERMINATED = 143;

  private final String namespace = "docs" + ProcessHandle.current().pid();
  private final Path directory;
  private int started;

  DocsShell(Path directory) {
    this.directory = directory;
    Command.succeed("ip", "netns", "add", namespace);
    inside("ip", "link", "set", "lo", "up");
    inside("ip", "address", "add", "192.0.2.1/32", "dev", "lo");
  }

  private void inside(String... words) {
    List<String> all = new ArrayList<>(List.of("ip", "netns", "exec", namespace));
    all.addAll(List.of(words));
    Command.succeed(all.toArray(String[]::new));
  }

  Session session() {
    return new Session();
  }

  @Override
  public void close() {
    Command.run("ip", "netns", "delete", namespace);
  }

  /** What one reader types, with what is exported and what was started; closing it stops all. */
  final class Session implements AutoCloseable {
    private final List<String> exports = new ArrayList<>();
    private final Deque<Process> lasting = new ArrayDeque<>();

    /** Sets variables for all that follows, by a whole line that begins with "export". */
    void export(String line) {
      exports.add(line + "; ");
    }

    /** Runs a line to its end. */
    Command run(String line) {
      return Command.run(words(line), environment(), LONGEST_SECONDS);
    }

    /** Starts a program and waits until it has printed this; all that it printed so far. */
    String start(String line, String ready) {
      Path log = directory.resolve("started-" + started++ + ".log");
      ProcessBuilder builder =
          new ProcessBuilder(words("exec " + line))
              .redirectErrorStream(true)
              .redirectOutput(log.toFile());
      builder.environment().putAll(environment());
      try {
        lasting.push(builder.start());
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      Eventually.holds(
          line + " is up",
          Duration.ofSeconds(LONGEST_SECONDS),
          () -> RouterLab.read(log).contains(ready),
          () -> RouterLab.read(log));
      return RouterLab.read(log);
    }

    private List<String> words(String line) {
      String all = "cd '" + directory + "'; " + String.join("", exports) + line;
      return List.of("ip", "netns", "exec", namespace, "sh", "-c", all);
    }

    private static Map<String, String> environment() {
      Map<String, String> environment = new HashMap<>(Peers.environment());
      environment.put("JAVA_HOME", System.getProperty("java.home"));
      return environment;
    }

    @Override
    public void close() {
      while (!lasting.isEmpty()) {
        Process process = lasting.pop();
        assertThat(process.isAlive()).as("goes on until it is stopped").isTrue();
        RouterLab.end(process);
        assertThat(process.exitValue()).isEqualTo(TERMINATED);
      }
    }
  }
}
