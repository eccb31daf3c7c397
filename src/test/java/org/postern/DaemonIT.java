package org.postern;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.postern.acl.MailPort;
import org.postern.acl.Verdict;
import org.postern.finding.Board;
import org.postern.finding.Finding;
import org.postern.finding.FindingKey;
import org.postern.finding.FindingKind;
import org.postern.finding.Transition;
import org.postern.finding.TransitionType;
import org.postern.snmp.simulator.Fault;
import org.postern.snmp.simulator.SimulatedAgent;
import org.postern.store.PosternStore;
import org.postern.store.StoreSettings;
import org.postern.testkit.Eventually;
import org.postern.testkit.RouterLab;
import tools.jackson.databind.JsonNode;

/** The daemon's life: over restarts, over kills, beside devices that are broken. */
class DaemonIT {
  private static final Duration SOON = Duration.ofSeconds(40);
  private static final int KILLS = 5;

  @TempDir Path directory;

  private DeviceRack rack;
  private Path storeDirectory;

  @BeforeEach
  void open() throws IOException {
    rack = new DeviceRack();
    storeDirectory = directory.resolve("var");
  }

  @AfterEach
  void close() {
    rack.close();
  }

  @Test
  void aRestartRaisesNothingAgainAndKeepsNumbersAndIndexes() throws Exception {
    SimulatedAgent router = rack.add("rtr1", LabRouter.closed());
    long number;
    Map<String, Integer> indexes;
    try (Daemon daemon = rack.start(storeDirectory)) {
      awaitPolls(daemon, 3);
      router.device().swap(LabRouter.open());
      number = awaitFinding(daemon, FindingKind.PERMIT_WIDENED).number();
      ControlClient client = new ControlClient(storeDirectory);
      assertThat(
              client
                  .ask("diff", Map.of("device", "rtr1"))
                  .orElseThrow()
                  .at("/lists/0/effect")
                  .asString())
          .isEqualTo("widened");
      assertThat(
              client
                  .ask("explain", Map.of("device", "rtr1", "port", "110"))
                  .orElseThrow()
                  .toString())
          .contains("is as it is since ");
      indexes = indexes(daemon.boards().current());
    }
    List<Transition> before = log();
    int boots = nextBoots();

    try (Daemon daemon = rack.start(storeDirectory)) {
      awaitPolls(daemon, 4);
      assertThat(active(daemon, FindingKind.PERMIT_WIDENED).orElseThrow().number())
          .isEqualTo(number);
      assertThat(indexes(daemon.boards().current())).isEqualTo(indexes);
      assertThat(daemon.boards().current().system().lastSequence())
          .isGreaterThanOrEqualTo(before.size());
      router.device().swap(LabRouter.closed());
      Eventually.holds(
          "the finding clears",
          SOON,
          () -> active(daemon, FindingKind.PERMIT_WIDENED).isEmpty(),
          () -> daemon.boards().current().findings().toString());
    }
    assertThat(nextBoots()).isGreaterThanOrEqualTo(boots + 2);
    List<Transition> after = log();
    assertThat(after.subList(0, before.size())).isEqualTo(before);
    assertThat(raises(after, FindingKind.PERMIT_WIDENED)).isEqualTo(1);
    checkLog(after);
  }

  @Test
  void killsLoseNothingThatWasToldAndRaiseNothingTwice() throws Exception {
    for (int i = 1; i <= 6; i++) {
      rack.add("rtr" + i, LabRouter.closed());
    }
    Path configuration = configuration();
    Random random = new Random(20_261_124);
    List<Transition> before = List.of();
    for (int kill = 1; kill <= KILLS; kill++) {
      Path log = directory.resolve("daemon-" + kill + ".log");
      Process daemon =
          PosternJar.start(List.of(), log, "run", "--config", configuration.toString());
      try {
        Eventually.holds(
            "the daemon tells findings",
            SOON,
            () -> !findings().isEmpty(),
            () -> RouterLab.read(log));
        // The lists change while they are polled, so transitions are under way at the kill.
        boolean open = kill % 2 == 1;
        for (SimulatedAgent agent : rack.agents().values()) {
          agent.device().swap(open ? LabRouter.open() : LabRouter.closed());
        }
        daemon.waitFor(1_000 + random.nextInt(2_500), TimeUnit.MILLISECONDS);
        assertThat(daemon.isAlive()).as("%s", RouterLab.read(log)).isTrue();
      } finally {
        daemon.destroyForcibly().waitFor();
      }
      List<Transition> now = log();
      assertThat(now.subList(0, before.size())).isEqualTo(before);
      checkLog(now);
      before = now;
    }
    assertThat(raises(before, FindingKind.PERMIT_WIDENED)).isPositive();
    assertThat(before).hasSizeGreaterThan(10);
  }

  @Test
  void brokenDevicesDoNotHarmTheHealthyOne() throws Exception {
    rack.add("healthy", LabRouter.closed());
    rack.add("dead", DeviceRack.serving(LabRouter.closed()).fault(new Fault.Silent()));
    rack.add(
        "looping",
        DeviceRack.serving(LabRouter.closed()).fault(new Fault.Loop(LabRouter.LINES.append(5))));
    rack.add("cutting", LabRouter.cut());
    try (Daemon daemon = rack.start(storeDirectory)) {
      Eventually.holds(
          "the dead one is found",
          SOON,
          () -> active(daemon, FindingKind.DEVICE_UNREACHABLE).isPresent(),
          () -> daemon.boards().current().devices().toString());
      Board board = daemon.boards().current();
      assertThat(device(board, "healthy").reachability()).isEqualTo(Board.Reachability.UP);
      assertThat(device(board, "dead").reachability()).isEqualTo(Board.Reachability.NO_RESPONSE);
      assertThat(device(board, "looping").reachability()).isEqualTo(Board.Reachability.PARTIAL);
      assertThat(device(board, "looping").reachabilityText()).contains("does not increase");
      assertThat(device(board, "cutting").reachability()).isEqualTo(Board.Reachability.PARTIAL);
      assertThat(verdict(board, "healthy", MailPort.SMTP)).isEqualTo(Verdict.PERMITTED);
      assertThat(verdict(board, "healthy", MailPort.POP3)).isEqualTo(Verdict.PARTLY);
      // What was read begins with entries that permit; what may follow must not be guessed.
      assertThat(verdict(board, "looping", MailPort.POP3)).isEqualTo(Verdict.UNKNOWN);
      assertThat(verdict(board, "cutting", MailPort.POP3)).isEqualTo(Verdict.UNKNOWN);
      assertThat(board.findings())
          .filteredOn(each -> each.key().kind() == FindingKind.DEVICE_UNREACHABLE)
          .extracting(each -> each.key().subject().device())
          .containsExactly("dead");
      assertThat(board.findings())
          .filteredOn(each -> each.key().kind() == FindingKind.MONITOR_BLIND)
          .extracting(each -> each.key().subject().device())
          .containsExactlyInAnyOrder("looping", "cutting");
      assertThat(board.findings())
          .filteredOn(each -> each.key().kind() == FindingKind.PERMIT_WIDENED)
          .isEmpty();
    }
  }

  @Test
  void anAcknowledgedChangeOfAListIsAccepted() throws Exception {
    SimulatedAgent router = rack.add("rtr1", LabRouter.closed());
    try (Daemon daemon = rack.start(storeDirectory)) {
      awaitPolls(daemon, 3);
      router.device().swap(LabRouter.open());
      long number = awaitFinding(daemon, FindingKind.ACL_CHANGED).number();
      JsonNode answer =
          new ControlClient(storeDirectory)
              .ask(
                  "ack",
                  Map.of("number", Long.toString(number), "actor", "noc", "note", "ticket 4711"))
              .orElseThrow();
      assertThat(answer.get("changed").asBoolean()).isTrue();
      Eventually.holds(
          "the finding ends at the next poll",
          SOON,
          () -> active(daemon, FindingKind.ACL_CHANGED).isEmpty(),
          () -> daemon.boards().current().findings().toString());
    }
    assertThat(log())
        .filteredOn(each -> each.finding().key().kind() == FindingKind.ACL_CHANGED)
        .extracting(Transition::type)
        .containsExactly(
            TransitionType.RAISED, TransitionType.ACKNOWLEDGED, TransitionType.CLEARED);
    try (Daemon daemon = rack.start(storeDirectory)) {
      awaitPolls(daemon, 4);
      assertThat(active(daemon, FindingKind.ACL_CHANGED)).as("accepted for good").isEmpty();
    }
  }

  /** As {@link DeviceRack} does it, for a daemon in a process of its own. */
  private Path configuration() throws IOException {
    Path file = directory.resolve("postern.yaml");
    Files.writeString(
        file,
        """
        agent: {enabled: false}
        store: {directory: var}
        polling: {interval: 1s, timeout: 600ms, retries: 1}
        credentials:
          rack: {version: v2c, community: %s}
        policy:
          zones: {untrusted: [], mail-dmz: [172.29.20.25], clients: [172.29.30.0/24]}
        devices:
        %s"""
            .formatted(DeviceRack.COMMUNITY, rack.devicesInYaml()),
        StandardCharsets.UTF_8);
    return file;
  }

  private List<JsonNode> findings() {
    return new ControlClient(storeDirectory)
        .ask("findings", Map.of("all", "true"))
        .map(answer -> answer.valueStream().toList())
        .orElse(List.of());
  }

  /** No number twice, none left out; nothing raised that is not cleared yet. */
  private static void checkLog(List<Transition> log) {
    assertThat(log.stream().map(Transition::sequence))
        .containsExactlyElementsOf(LongStream.rangeClosed(1, log.size()).boxed().toList());
    Set<FindingKey> open = new HashSet<>();
    for (Transition each : log) {
      if (each.type() == TransitionType.RAISED) {
        assertThat(open.add(each.finding().key())).as("raised twice: %s", each).isTrue();
      } else if (each.type() == TransitionType.CLEARED) {
        assertThat(open.remove(each.finding().key())).as("cleared twice: %s", each).isTrue();
      }
    }
  }

  private static long raises(List<Transition> log, FindingKind kind) {
    return log.stream()
        .filter(each -> each.type() == TransitionType.RAISED)
        .filter(each -> each.finding().key().kind() == kind)
        .count();
  }

  private List<Transition> log() {
    try (PosternStore store =
        PosternStore.open(storeDirectory, StoreSettings.defaults(), Clock.systemUTC())) {
      return store.findings().log(0, Integer.MAX_VALUE);
    }
  }

  private int nextBoots() {
    try (PosternStore store =
        PosternStore.open(storeDirectory, StoreSettings.defaults(), Clock.systemUTC())) {
      return store.identity().nextBoots();
    }
  }

  /** Waits until that many more polls were begun and a board shows all devices polled. */
  private static void awaitPolls(Daemon daemon, int polls) {
    long target = daemon.pipeline().polls() + polls;
    Eventually.holds(
        polls + " polls",
        SOON,
        () ->
            daemon.pipeline().polls() > target
                && daemon.boards().current().devices().stream()
                    .allMatch(each -> each.lastGoodPoll().isPresent()),
        () -> daemon.boards().current().devices().toString());
  }

  private static Finding awaitFinding(Daemon daemon, FindingKind kind) {
    Eventually.holds(
        kind + " is raised",
        SOON,
        () -> active(daemon, kind).isPresent(),
        () -> daemon.boards().current().findings().toString());
    return active(daemon, kind).orElseThrow();
  }

  private static Optional<Finding> active(Daemon daemon, FindingKind kind) {
    return daemon.boards().current().findings().stream()
        .filter(each -> each.state().isActive() && each.key().kind() == kind)
        .findFirst();
  }

  private static Board.DeviceRow device(Board board, String name) {
    return board.devices().stream()
        .filter(each -> each.name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  private static Verdict verdict(Board board, String device, MailPort port) {
    int index = device(board, device).index();
    return board.ports().stream()
        .filter(each -> each.deviceIndex() == index && each.port() == port)
        .filter(each -> each.crossingName().equals("untrusted>mail-dmz"))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no verdict for " + device + " " + port))
        .verdict()
        .verdict();
  }

  /** Every index that managers may have stored, by what it stands for. */
  private static Map<String, Integer> indexes(Board board) {
    Map<String, Integer> all = new TreeMap<>();
    board.devices().forEach(each -> all.put("device " + each.name(), each.index()));
    board.ports().forEach(each -> all.put("crossing " + each.crossingName(), each.crossingIndex()));
    board.acls().forEach(each -> all.put("acl " + each.name(), each.aclIndex()));
    board.interfaces().forEach(each -> all.put("if " + each.name(), each.interfaceIndex()));
    return all;
  }
}
