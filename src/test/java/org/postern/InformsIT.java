package org.postern;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.postern.finding.FindingKind;
import org.postern.snmp.simulator.SimulatedAgent;
import org.postern.store.PosternStore;
import org.postern.store.StoreSettings;
import org.postern.testkit.Eventually;
import org.postern.testkit.Peers;
import org.postern.testkit.RouterLab;

/** Informs to snmptrapd, which goes away and comes back, from a daemon that is killed. */
class InformsIT {
  private static final Duration SOON = Duration.ofSeconds(60);
  private static final int KILLS = 3;
  private static final Pattern SEQUENCE =
      Pattern.compile("\\.32473\\.25\\.1\\.10\\.1\\.0 = Gauge32: (\\d+)");

  @TempDir Path directory;

  private DeviceRack rack;
  private int trapPort;
  private Path received;

  @BeforeEach
  void open() throws IOException {
    rack = new DeviceRack();
    for (int i = 1; i <= 4; i++) {
      rack.add("rtr" + i, LabRouter.closed());
    }
    trapPort = freePort();
    received = directory.resolve("received.log");
    Files.createFile(received);
  }

  @AfterEach
  void close() {
    rack.close();
  }

  private static int freePort() throws IOException {
    try (DatagramSocket free =
        new DatagramSocket(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))) {
      return free.getLocalPort();
    }
  }

  @Test
  void nothingIsLostOverOutagesAndKills() throws Exception {
    Path configuration = configuration(freePort());
    Random random = new Random(20_261_124);
    for (int kill = 1; kill <= KILLS; kill++) {
      Path log = directory.resolve("daemon-" + kill + ".log");
      Process daemon =
          PosternJar.start(List.of(), log, "run", "--config", configuration.toString());
      try {
        long before = distinct().size();
        try (Peers.Running trapd = trapd()) {
          Eventually.holds(
              "informs arrive",
              SOON,
              () -> distinct().size() > before,
              () -> RouterLab.read(log) + RouterLab.read(received));
          assertThat(trapd.isAlive()).isTrue();
          turn(kill % 2 == 1);
          daemon.waitFor(500 + random.nextInt(2_000), TimeUnit.MILLISECONDS);
        }
        // The receiver is away, and there is more to tell.
        turn(kill % 2 == 0);
        daemon.waitFor(1_500 + random.nextInt(1_500), TimeUnit.MILLISECONDS);
        assertThat(daemon.isAlive()).as("%s", RouterLab.read(log)).isTrue();
      } finally {
        daemon.destroyForcibly().waitFor();
      }
    }
    long stored = storedLast();
    Path log = directory.resolve("daemon-last.log");
    Process daemon = PosternJar.start(List.of(), log, "run", "--config", configuration.toString());
    try (Peers.Running trapd = trapd()) {
      Eventually.holds(
          "everything has arrived",
          SOON,
          () -> distinct().size() >= stored,
          () -> RouterLab.read(log) + RouterLab.read(received));
      assertThat(trapd.isAlive()).isTrue();
    } finally {
      daemon.destroyForcibly().waitFor();
    }
    List<Long> all = sequences();
    long last = all.get(all.size() - 1);
    assertThat(all).as("in order").isSorted();
    assertThat(distinct())
        .containsExactlyElementsOf(LongStream.rangeClosed(1, last).boxed().toList());
    // Killed between a confirmation and the note of it, the next start tells that one again.
    assertThat(all.size() - distinct().size()).isLessThanOrEqualTo(KILLS);
    assertThat(stored).isGreaterThan(KILLS);
    // snmpTraps 1 and 2: the first start, and those after it with the same configuration.
    String text = Files.readString(received);
    assertThat(text.indexOf(".1.3.6.1.6.3.1.1.5.1")).isPositive();
    assertThat(text.indexOf(".1.3.6.1.6.3.1.1.5.2"))
        .isGreaterThan(text.indexOf(".1.3.6.1.6.3.1.1.5.1"));
  }

  private void turn(boolean open) {
    for (SimulatedAgent agent : rack.agents().values()) {
      agent.device().swap(open ? LabRouter.open() : LabRouter.closed());
    }
  }

  private long storedLast() {
    try (PosternStore store =
        PosternStore.open(directory.resolve("var"), StoreSettings.defaults(), Clock.systemUTC())) {
      return store.findings().lastSequence();
    }
  }

  private List<Long> sequences() {
    List<Long> found = new ArrayList<>();
    Matcher sequence = SEQUENCE.matcher(RouterLab.read(received));
    while (sequence.find()) {
      found.add(Long.valueOf(sequence.group(1)));
    }
    return found;
  }

  private List<Long> distinct() {
    return sequences().stream().distinct().toList();
  }

  private Peers.Running trapd() throws IOException {
    Path conf = directory.resolve("snmptrapd.conf");
    Files.writeString(conf, "authCommunity log traps\n");
    return Peers.start(
        Peers.require("snmptrapd"),
        List.of(
            "-f",
            "-A",
            "-Lf",
            received.toString(),
            "-On",
            "-C",
            "-c",
            conf.toString(),
            "udp:127.0.0.1:" + trapPort),
        directory.resolve("trapd.log"));
  }

  private Path configuration(int agentPort) throws IOException {
    Path file = directory.resolve("postern.yaml");
    Files.writeString(
        file,
        """
        agent: {listen: ["127.0.0.1:%d"], access: []}
        store: {directory: var}
        heartbeat: {enabled: false}
        polling: {interval: 1s, timeout: 600ms, retries: 1}
        credentials:
          rack: {version: v2c, community: %s}
          noc: {version: v2c, community: traps}
        receivers:
          - {name: noc, address: "127.0.0.1:%d", credential: noc, type: inform,
             timeout: 300ms, retries: 1, kinds: [%s]}
        policy:
          zones: {untrusted: [], mail-dmz: [172.29.20.25], clients: [172.29.30.0/24]}
        devices:
        %s"""
            .formatted(agentPort, DeviceRack.COMMUNITY, trapPort, kinds(), rack.devicesInYaml()),
        StandardCharsets.UTF_8);
    return file;
  }

  /** Every kind, so that no number is left out on purpose. */
  private static String kinds() {
    return String.join(", ", Arrays.stream(FindingKind.values()).map(FindingKind::label).toList());
  }
}
