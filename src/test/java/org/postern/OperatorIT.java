package org.postern;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.postern.agent.AgentSettings;
import org.postern.finding.Board;
import org.postern.finding.Finding;
import org.postern.finding.FindingKind;
import org.postern.finding.FindingState;
import org.postern.finding.MaintenanceOrder;
import org.postern.finding.Transition;
import org.postern.testkit.Command;
import org.postern.testkit.Eventually;
import org.postern.testkit.Peers;
import tools.jackson.databind.JsonNode;

/** Findings acted on by snmpset and by commands, in a running daemon. */
class OperatorIT {
  private static final Duration SOON = Duration.ofSeconds(40);
  private static final String ROW = "." + AgentSettings.DOCUMENTATION_ARC + ".1.8.1.";

  @TempDir Path directory;

  private DeviceRack rack;

  @BeforeEach
  void open() throws IOException {
    rack = new DeviceRack();
    rack.add("rtr1", LabRouter.open());
  }

  @AfterEach
  void close() {
    rack.close();
  }

  @Test
  void snmpsetAndCommandsDoTheSame() {
    Path store = directory.resolve("var");
    try (Daemon daemon = rack.start(store)) {
      long number = awaitFinding(daemon).number();
      assertThat(set(daemon, DeviceRack.COMMUNITY, ROW + "19." + number, "i", "1").errors())
          .contains("noAccess");
      assertThat(finding(daemon, number).state()).isEqualTo(FindingState.OPEN);

      Command both =
          set(
              daemon,
              DeviceRack.OPERATORS,
              ROW + "19." + number,
              "i",
              "1",
              ROW + "21." + number,
              "s",
              "change 4711");
      assertThat(both.exitCode()).as(both.all()).isZero();
      // The response comes when it is done: no waiting here.
      Finding acknowledged = finding(daemon, number);
      assertThat(acknowledged.state()).isEqualTo(FindingState.ACKNOWLEDGED);
      assertThat(acknowledged.note()).isEqualTo("change 4711");
      List<Transition> log = daemon.boards().current().log();
      assertThat(log.get(log.size() - 1).actor()).isEqualTo("operators");

      assertThat(
              set(
                      daemon,
                      DeviceRack.OPERATORS,
                      ROW + "21." + number,
                      "s",
                      "not written",
                      ROW + "20." + number,
                      "x",
                      "07D0010100000000")
                  .errors())
          .contains("inconsistentValue");
      assertThat(finding(daemon, number).note()).isEqualTo("change 4711");

      long before = lastSequence(daemon);
      Command again = set(daemon, DeviceRack.OPERATORS, ROW + "19." + number, "i", "1");
      assertThat(again.exitCode()).as(again.all()).isZero();
      assertThat(lastSequence(daemon)).isEqualTo(before);

      ControlClient client = new ControlClient(store);
      assertThat(say(client, "shelve", number, Map.of("until", "2099-01-01T00:00:00Z"))).isTrue();
      assertThat(finding(daemon, number).state()).isEqualTo(FindingState.SHELVED);
      assertThat(say(client, "shelve", number, Map.of("until", "2099-01-01T00:00:00Z"))).isFalse();
      Command off =
          set(daemon, DeviceRack.OPERATORS, ROW + "20." + number, "x", "0000000000000000");
      assertThat(off.exitCode()).as(off.all()).isZero();
      assertThat(finding(daemon, number).state()).isEqualTo(FindingState.OPEN);
      assertThat(say(client, "unshelve", number, Map.of())).isFalse();
      assertThat(say(client, "note", number, Map.of("text", "by hand"))).isTrue();
      assertThat(finding(daemon, number).note()).isEqualTo("by hand");
    }
  }

  @Test
  void aMaintenanceBySnmpsetAndByCommandOutlastsARestart() {
    Path store = directory.resolve("var");
    String device = "." + AgentSettings.DOCUMENTATION_ARC + ".1.2.1.";
    try (Daemon daemon = rack.start(store)) {
      awaitDevice(daemon);
      int index = daemon.boards().current().devices().get(0).index();
      Command begun =
          set(daemon, DeviceRack.OPERATORS, device + "21." + index, "x", "0833010100000000");
      assertThat(begun.exitCode()).as(begun.all()).isZero();
      MaintenanceOrder order = order(daemon);
      assertThat(order.actor()).isEqualTo("operators");
      assertThat(order.until()).isEqualTo(Instant.parse("2099-01-01T00:00:00Z"));
      assertThat(daemon.boards().current().devices().get(0).maintenance().now()).isTrue();
    }
    try (Daemon daemon = rack.start(store)) {
      awaitDevice(daemon);
      assertThat(order(daemon).actor()).isEqualTo("operators");
      assertThat(daemon.boards().current().devices().get(0).maintenance().now()).isTrue();
      ControlClient client = new ControlClient(store);
      Map<String, String> said = Map.of("device", "rtr1", "actor", "jo");
      assertThat(client.ask("maintenance", Map.of()).orElseThrow().get(0).get("by").asString())
          .isEqualTo("operators");
      assertThat(client.ask("maintain", said).orElseThrow().get("changed").asBoolean()).isTrue();
      assertThat(client.ask("maintain", said).orElseThrow().get("changed").asBoolean()).isFalse();
      assertThat(daemon.boards().current().devices().get(0).maintenance())
          .isEqualTo(Board.MaintenanceState.none());
    }
  }

  private static void awaitDevice(Daemon daemon) {
    Eventually.holds(
        "the device is on the board",
        SOON,
        () -> !daemon.boards().current().devices().isEmpty(),
        () -> daemon.boards().current().toString());
  }

  private static MaintenanceOrder order(Daemon daemon) {
    return daemon.boards().current().devices().get(0).maintenance().order().orElseThrow();
  }

  private static boolean say(
      ControlClient client, String command, long number, Map<String, String> more) {
    Map<String, String> arguments = new java.util.HashMap<>(more);
    arguments.put("number", Long.toString(number));
    arguments.put("actor", "jo");
    JsonNode answer = client.ask(command, arguments).orElseThrow();
    return answer.get("changed").asBoolean();
  }

  private static Command set(Daemon daemon, String community, String... bindings) {
    List<String> words = new ArrayList<>(List.of("-v", "2c", "-c", community, "-t", "10"));
    words.add("127.0.0.1:" + daemon.agentAddresses().get(0).getPort());
    words.addAll(List.of(bindings));
    return Peers.run(Peers.require("snmpset"), words);
  }

  private static long lastSequence(Daemon daemon) {
    List<Transition> log = daemon.boards().current().log();
    return log.get(log.size() - 1).sequence();
  }

  private static Finding finding(Daemon daemon, long number) {
    return daemon.boards().current().findings().stream()
        .filter(each -> each.number() == number)
        .findFirst()
        .orElseThrow();
  }

  private static Finding awaitFinding(Daemon daemon) {
    Eventually.holds(
        "something is found",
        SOON,
        () ->
            daemon.boards().current().findings().stream()
                .anyMatch(each -> each.key().kind() == FindingKind.EXPECTED_PERMIT),
        () -> daemon.boards().current().findings().toString());
    return daemon.boards().current().findings().stream()
        .filter(each -> each.key().kind() == FindingKind.EXPECTED_PERMIT)
        .findFirst()
        .orElseThrow();
  }
}
