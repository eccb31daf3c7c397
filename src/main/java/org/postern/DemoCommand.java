package org.postern;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.postern.snmp.NotificationReceiver;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Shows what Postern does, on loopback, in a minute. */
@Command(
    name = "demo",
    description = {
      "Shows what Postern does, on loopback, in a minute.",
      "Serves a recorded router and a firewall as real SNMP devices, runs the whole daemon",
      "against them and plays a short story: all is well, a permit is widened, connections are",
      "denied in masses, mail stops, all is repaired. Needs nothing, leaves nothing behind."
    },
    mixinStandardHelpOptions = true)
final class DemoCommand implements Callable<Integer> {
  @Option(names = "--keep", description = "Keep running after the story, until Ctrl-C.")
  private boolean keep;

  @Mixin private ConfigOptions config;
  @Mixin private PlainOutput output;

  @Override
  public Integer call() throws InterruptedException {
    Path directory = temporary();
    CountDownLatch interrupted = new CountDownLatch(1);
    CountDownLatch cleaned = new CountDownLatch(1);
    Thread hook =
        new Thread(
            () -> {
              interrupted.countDown();
              awaitQuietly(cleaned);
            },
            "stop");
    Runtime.getRuntime().addShutdownHook(hook);
    try {
      play(directory, interrupted);
      return ExitCode.OK;
    } catch (IOException e) {
      throw new CommandFailure(ExitCode.LISTEN, "the demo cannot listen: " + e.getMessage(), e);
    } finally {
      delete(directory);
      cleaned.countDown();
    }
  }

  private void play(Path directory, CountDownLatch interrupted)
      throws IOException, InterruptedException {
    List<DemoPhase> story = DemoPhase.story();
    DemoNarrator narrator = new DemoNarrator(output, story);
    try (DemoLab lab = new DemoLab(directory, story);
        NotificationReceiver receiver =
            new NotificationReceiver(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), narrator::received);
        Daemon daemon =
            Daemon.start(
                lab.settings(directory.resolve("store"), receiver.address()),
                config.catalog(List.of()),
                Clock.systemUTC())) {
      narrator.introduce(lab.addresses(), daemon, receiver.address());
      boolean stopped = narrator.tell(lab, daemon.boards(), interrupted);
      if (keep && !stopped) {
        output.note("Still running (--keep); Ctrl-C ends it.");
        interrupted.await();
      }
    }
  }

  private static Path temporary() {
    try {
      return Files.createTempDirectory("postern-demo");
    } catch (IOException e) {
      throw new CommandFailure(
          ExitCode.STORE, "no temporary directory can be made: " + e.getMessage(), e);
    }
  }

  private static void awaitQuietly(CountDownLatch latch) {
    try {
      if (!latch.await(20, TimeUnit.SECONDS)) {
        System.err.println("postern: the demo did not stop in time");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void delete(Path directory) {
    try {
      Files.walkFileTree(
          directory,
          new SimpleFileVisitor<Path>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
                throws IOException {
              Files.delete(file);
              return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path visited, java.io.IOException failure)
                throws IOException {
              Files.delete(visited);
              return FileVisitResult.CONTINUE;
            }
          });
    } catch (IOException e) {
      throw new CommandFailure(
          ExitCode.STORE, directory + " could not be removed: " + e.getMessage(), e);
    }
  }
}
