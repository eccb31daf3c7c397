package org.postern;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.postern.testkit.Command;
import org.postern.testkit.Eventually;
import org.postern.testkit.Peers;
import org.postern.testkit.RouterLab;

/** The demo and the launcher, run as a visitor runs them. */
class DemoIT {
  private static final char ESCAPE = 27;

  @TempDir Path directory;

  private Path temporary;
  private Path log;

  @BeforeEach
  void makeFolders() throws IOException {
    temporary = Files.createDirectory(directory.resolve("tmp"));
    log = directory.resolve("demo.log");
  }

  @Test
  void tellsItsStoryAndEndsByItself() throws Exception {
    Process demo = start();
    try {
      assertThat(demo.waitFor(120, TimeUnit.SECONDS)).as("%s", RouterLab.read(log)).isTrue();
    } finally {
      demo.destroyForcibly();
    }
    String told = RouterLab.read(log);
    assertThat(demo.exitValue()).as("%s", told).isEqualTo(ExitCode.OK);
    assertThat(lines(told, "STORY")).hasSize(DemoPhase.story().size());
    for (String kind : List.of("permitWidened", "denySpike", "permitHitsZero")) {
      assertThat(lines(told, "RAISED")).anyMatch(line -> line.contains(kind));
      assertThat(lines(told, "CLEARED")).anyMatch(line -> line.contains(kind));
    }
    assertThat(lines(told, "TRAP"))
        .anyMatch(line -> line.contains("ermitWidened"))
        .anyMatch(line -> line.contains("indingCleared"));
    assertThat(told).doesNotContain(String.valueOf(ESCAPE)).doesNotContain("\tat ", "Exception");
    assertThat(left()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"INT", "TERM"})
  void endsSoonAndLeavesNothingWhenItIsStopped(String signal) throws Exception {
    Process demo = start();
    try {
      Eventually.holds(
          "the story begins",
          Duration.ofSeconds(40),
          () -> RouterLab.read(log).contains("STORY"),
          () -> RouterLab.read(log));
      assertThat(left()).isNotEmpty();
      Peers.require("a shell that lets children see SIGINT", catches(demo, signal));
      Command.succeed("kill", "-" + signal, Long.toString(demo.pid()));
      assertThat(demo.waitFor(15, TimeUnit.SECONDS)).as("%s", RouterLab.read(log)).isTrue();
    } finally {
      demo.destroyForcibly();
    }
    assertThat(RouterLab.read(log)).doesNotContain("\tat ", "Exception", "did not stop");
    assertThat(left()).isEmpty();
  }

  /** A process that was started in the background of a shell ignores SIGINT from birth. */
  private static boolean catches(Process process, String signal) throws IOException {
    Path status = Path.of("/proc", Long.toString(process.pid()), "status");
    if (!signal.equals("INT") || !Files.exists(status)) {
      return true;
    }
    String ignored =
        Files.readAllLines(status).stream()
            .filter(line -> line.startsWith("SigIgn:"))
            .map(line -> line.substring("SigIgn:".length()).strip())
            .findFirst()
            .orElse("0");
    return (Long.parseUnsignedLong(ignored, 16) & 2) == 0;
  }

  @Test
  void theLauncherWorksFromElsewhereAndThroughALink() throws IOException {
    Path launcher = Path.of("postern").toAbsolutePath();
    Peers.require("a jar that is newer than its sources", PosternJar.isFresh());
    Path link = Files.createSymbolicLink(directory.resolve("p"), launcher);
    Path relative = Files.createSymbolicLink(directory.resolve("q"), Path.of("p"));
    for (Path each : List.of(launcher, link, relative)) {
      Command done =
          Command.run(
              List.of("sh", "-c", "cd / && exec " + each + " --version"),
              Map.of("JAVA_HOME", System.getProperty("java.home")),
              60);
      assertThat(done.exitCode()).as(done.all()).isEqualTo(ExitCode.OK);
      assertThat(done.output()).contains(Version.number());
      assertThat(done.errors()).isEmpty();
    }
  }

  private Process start() {
    return PosternJar.start(List.of("-Djava.io.tmpdir=" + temporary), log, "demo");
  }

  private static List<String> lines(String told, String what) {
    return told.lines().filter(line -> line.matches(" *\\d+ s +" + what + " .*")).toList();
  }

  private List<Path> left() throws IOException {
    try (Stream<Path> files = Files.list(temporary)) {
      return files.toList();
    }
  }
}
