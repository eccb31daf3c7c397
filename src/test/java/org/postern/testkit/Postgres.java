package org.postern.testkit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** A PostgreSQL server of a test's own: on loopback, without a password, gone with the test. */
public final class Postgres implements AutoCloseable {
  /** Its only user, who owns everything. */
  public static final String USER = "zabbix";

  private static final Path VERSIONS = Path.of("/usr/lib/postgresql");

  /** A full machine needs longer than the seconds that this takes by itself. */
  private static final int LONGEST_SECONDS = 180;

  private final int port;
  private final Process process;

  /**
   * Starts it and waits until it answers.
   *
   * @param directory for its data and its log; others must be able to enter it
   */
  public Postgres(Path directory, int port) throws IOException {
    this.port = port;
    Path data = directory.resolve("postgres");
    Files.createDirectory(data);
    if (isRoot()) {
      Command.succeed("chown", "postgres", data.toString());
    }
    Command.succeed(
        words(
            "initdb",
            "-D",
            data.toString(),
            "-A",
            "trust",
            "-U",
            USER,
            "--no-sync",
            "-E",
            "UTF8",
            "--locale=C"));
    Path log = directory.resolve("postgres.log");
    // What is lost when the power goes does not matter here.
    process =
        new ProcessBuilder(
                words(
                    "postgres",
                    "-D",
                    data.toString(),
                    "-p",
                    Integer.toString(port),
                    "-k",
                    "",
                    "-h",
                    "127.0.0.1",
                    "-c",
                    "fsync=off",
                    "-c",
                    "full_page_writes=off",
                    "-c",
                    "synchronous_commit=off",
                    "-c",
                    "autovacuum=off"))
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    Eventually.holds(
        "PostgreSQL answers",
        Duration.ofSeconds(30),
        () -> Command.run(client("-c", "select 1", "postgres")).exitCode() == 0,
        () -> RouterLab.read(log));
  }

  /** Skips the test, visibly, where there is none; with CI=true fails it. */
  public static void require() throws IOException {
    Peers.require("psql");
    Peers.require("PostgreSQL's server", program("postgres").isPresent());
  }

  public int port() {
    return port;
  }

  /** Makes a database and fills it from SQL files, which may be gzipped. */
  public void create(String database, List<Path> scripts) {
    Command.succeed(client("-c", "create database " + database, "postgres"));
    for (Path script : scripts) {
      String pipe = "zcat -f '" + script + "' | " + String.join(" ", client(database));
      Command done =
          Command.run(List.of("sh", "-c", pipe + " -1 >/dev/null"), Map.of(), LONGEST_SECONDS);
      if (done.exitCode() != 0) {
        throw new IllegalStateException(script + ": " + done.all());
      }
    }
    // Nothing else gathers the statistics that plans are made from.
    Command.succeed(client("-c", "analyze", database));
  }

  private String[] client(String... more) {
    List<String> words =
        new ArrayList<>(
            List.of("psql", "-q", "-v", "ON_ERROR_STOP=1", "-h", "127.0.0.1", "-U", USER));
    words.addAll(List.of("-p", Integer.toString(port)));
    words.addAll(List.of(more));
    return words.toArray(String[]::new);
  }

  /** It refuses to run as root, so root runs it as the user that the package made. */
  private static String[] words(String program, String... arguments) throws IOException {
    List<String> words = new ArrayList<>();
    if (isRoot()) {
      words.addAll(List.of("setpriv", "--reuid=postgres", "--regid=postgres", "--init-groups"));
    }
    words.add(program(program).orElseThrow().toString());
    words.addAll(List.of(arguments));
    return words.toArray(String[]::new);
  }

  private static boolean isRoot() {
    return "root".equals(System.getProperty("user.name"));
  }

  private static Optional<Path> program(String name) throws IOException {
    if (!Files.isDirectory(VERSIONS)) {
      return Optional.empty();
    }
    try (Stream<Path> versions = Files.list(VERSIONS)) {
      return versions
          .map(version -> version.resolve("bin").resolve(name))
          .filter(Files::isExecutable)
          .max(Path::compareTo);
    }
  }

  /** Ends it at once: SIGTERM would wait for clients, and nothing here is worth keeping. */
  @Override
  public void close() {
    Command.run("kill", "-QUIT", Long.toString(process.pid()));
    RouterLab.end(process);
  }
}
