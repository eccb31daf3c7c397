package org.postern;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.postern.snmp.SnmpRecording;
import org.postern.snmp.simulator.RecordedDevice;
import org.postern.snmp.simulator.SimulatedAgent;
import org.postern.snmp.simulator.SimulatorLoop;
import org.postern.snmp.simulator.StaticContent;
import tools.jackson.databind.JsonNode;

/** What the commands print about a simulated router and firewall. */
class CliIT {
  private static final Path DEMO = Path.of("src", "main", "resources", "demo");

  @TempDir Path folder;
  private SimulatorLoop loop;
  private Path config;

  @BeforeEach
  void serveBoth() throws IOException {
    loop = new SimulatorLoop(1);
    config = folder.resolve("lab.yaml");
    Files.writeString(
        config,
        """
        credentials: { lab: { version: v2c, community: public } }
        devices:
          - { name: rtr1, address: "%s", credential: lab,
              zones: { out0: untrusted, dmz0: mail-dmz, lan0: clients } }
          - { name: fw1, address: "%s", credential: lab,
              zones: { GE1/0/1: untrusted, GE1/0/2: branch-mail } }
        policy:
          zones: { untrusted: [], mail-dmz: [172.29.20.0/24], clients: [172.29.30.0/24],
                   branch-mail: [198.51.100.25] }
          roles: { mx: { zone: mail-dmz, hosts: [172.29.20.25] } }
        agent: { enabled: false }
        store: { directory: store }
        """
            .formatted(serve("router"), serve("firewall")));
  }

  private String serve(String name) throws IOException {
    StaticContent content = new StaticContent(SnmpRecording.load(DEMO.resolve(name + ".snmprec")));
    Clock clock = Clock.systemUTC();
    SimulatedAgent agent =
        SimulatedAgent.serving(new RecordedDevice(content, clock, 1), clock)
            .at(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
            .start(loop);
    return "127.0.0.1:" + agent.address().getPort();
  }

  @AfterEach
  void stop() {
    loop.close();
  }

  @Test
  void pollShowsWhatADeviceTells() throws IOException {
    for (String device : List.of("rtr1", "fw1")) {
      CliGolden.Run run = CliGolden.run("poll", device, "-c", config.toString());
      assertThat(run.exitCode()).as(run.err()).isEqualTo(ExitCode.OK);
      CliGolden.assertMatches("poll-" + device, run);
    }
  }

  @Test
  void portsOfBothFitThePage() throws IOException {
    CliGolden.Run run = CliGolden.run("ports", "-c", config.toString());
    assertThat(run.exitCode()).as(run.err()).isEqualTo(ExitCode.OK);
    CliGolden.assertFitsThePage(run);
    CliGolden.assertMatches("ports", run);
  }

  @Test
  void explainNamesTheEntryThatDecides() throws IOException {
    CliGolden.Run run =
        CliGolden.run(
            "explain", "rtr1", "smtp", "--crossing", "untrusted>mail-dmz", "-c", config.toString());
    assertThat(run.exitCode()).as(run.err()).isEqualTo(ExitCode.OK);
    CliGolden.assertMatches("explain", run);
  }

  @Test
  void jsonHasTheDocumentedKeys() {
    JsonNode poll = json("poll", "fw1");
    assertThat(new TreeSet<>(poll.propertyNames())).containsExactly("device", "ports", "reading");
    JsonNode ports = json("ports");
    assertThat(ports.isArray()).isTrue();
    assertThat(ports.get(0).propertyNames())
        .contains(
            "device", "crossing", "port", "service", "verdict", "expected", "conforms", "excepted");
    assertThat(json("explain", "rtr1", "25").isArray()).isTrue();
  }

  @Test
  void whatDoesNotExistEndsWithItsOwnExitCode() {
    assertThat(CliGolden.run("poll", "nobody", "-c", config.toString()).exitCode())
        .isEqualTo(ExitCode.NOT_FOUND);
    assertThat(CliGolden.run("explain", "rtr1", "80", "-c", config.toString()).exitCode())
        .isEqualTo(ExitCode.NOT_FOUND);
  }

  private JsonNode json(String... words) {
    List<String> all = new java.util.ArrayList<>(List.of(words));
    all.addAll(List.of("--json", "-c", config.toString()));
    CliGolden.Run run = CliGolden.run(all.toArray(new String[0]));
    assertThat(run.exitCode()).as(run.err()).isEqualTo(ExitCode.OK);
    return Json.parse(run.out());
  }
}
