package org.postern.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** A process of the load run. Confined to one thread. */
final class Program implements AutoCloseable {
  /** What the launcher gives to the JVM. */
  private static final List<String> LAUNCHER = List.of("-XX:+UseSerialGC", "-XX:MaxNewSize=96m");

  private static final long STOP_SECONDS = 60;

  private final String name;
  private final Process process;
  private final BufferedReader output;

  Program(String name, ProcessBuilder builder) throws IOException {
    this.name = name;
    this.process = builder.redirectError(ProcessBuilder.Redirect.INHERIT).start();
    this.output = process.inputReader(StandardCharsets.UTF_8);
  }

  /** A class of this class path in a JVM of its own, as the launcher starts it. */
  static Program java(String name, String options, Class<?> main, String... arguments)
      throws IOException {
    return new Program(name, javaBuilder(options, main.getName(), arguments));
  }

  static ProcessBuilder javaBuilder(String options, String main, String... arguments) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(LAUNCHER);
    command.addAll(List.of(options.split(" ", -1)));
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), main));
    command.addAll(List.of(arguments));
    return new ProcessBuilder(command);
  }

  static boolean isInstalled(String program) {
    return Stream.of(System.getenv().getOrDefault("PATH", "").split(":", -1))
        .anyMatch(directory -> Files.isExecutable(Path.of(directory, program)));
  }

  Usage usage() throws IOException {
    return Usage.of(process.pid());
  }

  boolean isAlive() {
    return process.isAlive();
  }

  /** Waits for a line of standard output; reads it and those before. */
  String awaitLine(Predicate<String> wanted) throws IOException {
    String line = output.readLine();
    while (line != null && !wanted.test(line)) {
      line = output.readLine();
    }
    if (line == null) {
      throw new IOException(name + " ended before it said what it should");
    }
    return line;
  }

  /** Tells it to end and waits until it has. */
  @Override
  public void close() throws IOException {
    process.getOutputStream().close();
    process.destroy();
    try {
      if (!process.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly();
        throw new IOException(name + " did not end within " + STOP_SECONDS + " s");
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
