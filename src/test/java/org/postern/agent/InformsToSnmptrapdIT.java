package org.postern.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.postern.finding.BoardHolder;
import org.postern.finding.FindingKind;
import org.postern.finding.FindingState;
import org.postern.finding.Severity;
import org.postern.finding.Transition;
import org.postern.finding.TransitionType;
import org.postern.testkit.Eventually;
import org.postern.testkit.MutableClock;
import org.postern.testkit.Peers;
import org.postern.testkit.RouterLab;

/** SNMPv3 informs to a snmptrapd that goes away and comes back as another, or with other boots. */
@Timeout(240)
class InformsToSnmptrapdIT {
  private static final Duration SOON = Duration.ofSeconds(60);
  private static final Pattern SEQUENCE =
      Pattern.compile("\\.32473\\.25\\.1\\.10\\.1\\.0 = Gauge32: (\\d+)");

  @TempDir Path folder;

  private final BoardHolder boards = new BoardHolder(Boards.fixed());
  private final FakeJournal journal = new FakeJournal();
  private final MutableClock clock = new MutableClock(Boards.TIME);
  private final ScheduledExecutorService executor = Executors.newSingleThreadScheduledExecutor();
  private int port;
  private Path received;
  private Path persistent;
  private Process trapd;
  private String engine = "";
  private NotificationSender sender;

  @BeforeEach
  void open() throws IOException {
    try (DatagramSocket free = new DatagramSocket(0, Agents.address("127.0.0.1"))) {
      port = free.getLocalPort();
    }
    received = Files.createFile(folder.resolve("received.log"));
    persistent = Files.createDirectory(folder.resolve("persistent"));
    begin();
    sender = sender();
  }

  @AfterEach
  void close() throws InterruptedException {
    sender.close();
    end();
  }

  @Test
  void nothingIsLostWhenItIsStartedAgain() throws Exception {
    raiseAndAwait(1, 3);
    for (int outage = 0; outage < 2; outage++) {
      end();
      raiseInVain(4 + 4 * outage, 5 + 4 * outage);
      begin();
      raiseAndAwait(6 + 4 * outage, 7 + 4 * outage);
    }
    end();
    assertThat(state()).contains("engineBoots 3");
  }

  @Test
  void nothingIsLostWhenItComesBackAsAnotherEngine() throws Exception {
    raiseAndAwait(1, 3);
    end();
    raiseInVain(4, 6);
    String before = state();
    forget();
    begin();
    raiseAndAwait(7, 8);
    end();
    assertThat(state().lines().filter(line -> line.startsWith("oldEngineID")))
        .isNotEmpty()
        .doesNotContainAnyElementsOf(before.lines().toList());
  }

  /** The state of the receiver was lost or restored; its engine id is in its configuration. */
  @Test
  void nothingIsLostWhenItsBootsGoBack() throws Exception {
    end();
    engine = "exactEngineID 0x80001f8804726563656976\n";
    forget();
    begin();
    end();
    begin();
    raiseAndAwait(1, 3);
    end();
    raiseInVain(4, 6);
    forget();
    begin();
    raiseAndAwait(7, 8);
  }

  private void begin() throws IOException {
    Files.writeString(
        folder.resolve("snmptrapd.conf"),
        """
        createUser ops SHA-256 "auth-passphrase" AES "priv-passphrase"
        authUser log ops priv
        %s"""
            .formatted(engine));
    ProcessBuilder builder =
        new ProcessBuilder(
                Peers.require("snmptrapd").toString(),
                "-f",
                "-A",
                "-Lf",
                received.toString(),
                "-On",
                "udp:127.0.0.1:" + port)
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("trapd.log").toFile());
    builder.environment().putAll(Peers.environment());
    builder.environment().put("SNMP_PERSISTENT_DIR", persistent.toString());
    builder.environment().put("SNMPCONFPATH", folder + ":" + persistent);
    trapd = builder.start();
  }

  /** Orderly, so that it keeps its boots. */
  private void end() throws InterruptedException {
    trapd.destroy();
    assertThat(trapd.waitFor(20, TimeUnit.SECONDS)).isTrue();
  }

  private void forget() throws IOException {
    try (Stream<Path> files = Files.list(persistent)) {
      for (Path each : files.filter(Files::isRegularFile).toList()) {
        Files.delete(each);
      }
    }
  }

  private String state() throws IOException {
    return Files.readString(persistent.resolve("snmptrapd.conf"));
  }

  private NotificationSender sender() throws IOException {
    Receiver receiver =
        new Receiver(
            "noc",
            new InetSocketAddress(Agents.address("127.0.0.1"), port),
            Receiver.Version.V3,
            "",
            Optional.of(Agents.PRIVATE),
            true,
            Severity.INFO,
            Set.of(),
            Duration.ofSeconds(2),
            0,
            View.ALL);
    return NotificationSender.start(
        Agents.notifications(receiver, 1_000), boards, journal, () -> 4_711, clock, executor);
  }

  private void raise(long from, long to) {
    for (long sequence = from; sequence <= to; sequence++) {
      Transition step =
          Boards.transition(
              sequence,
              TransitionType.RAISED,
              Boards.finding(9, FindingKind.DENY_SPIKE, Severity.MAJOR, FindingState.OPEN));
      journal.log.add(step);
      boards.publish(boards.current(), List.of(step));
    }
  }

  private void raiseInVain(long from, long to) {
    long before = sender.statistics().unacknowledged();
    raise(from, to);
    Eventually.holds(
        "nobody confirms",
        SOON,
        () -> sender.statistics().unacknowledged() > before,
        () -> sender.statistics().toString());
  }

  /** All up to {@code to} has come by now, in order; what is not confirmed may come again. */
  private void raiseAndAwait(long from, long to) {
    raise(from, to);
    Eventually.holds(
        "all is confirmed",
        SOON,
        () -> {
          clock.advance(Duration.ofMinutes(2));
          return journal.confirmed.getOrDefault("noc", 0L) == to;
        },
        () -> journal.confirmed + " " + sender.statistics() + RouterLab.read(received));
    List<Long> sequences = sequences();
    assertThat(sequences).isSorted();
    assertThat(sequences.stream().distinct())
        .containsExactlyElementsOf(LongStream.rangeClosed(1, to).boxed().toList());
    assertThat((long) sequences.size()).isBetween(to, to + sender.statistics().unacknowledged());
  }

  private List<Long> sequences() {
    List<Long> found = new ArrayList<>();
    Matcher sequence = SEQUENCE.matcher(RouterLab.read(received));
    while (sequence.find()) {
      found.add(Long.valueOf(sequence.group(1)));
    }
    return found;
  }
}
