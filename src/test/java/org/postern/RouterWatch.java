package org.postern;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.postern.acl.MailPort;
import org.postern.testkit.Eventually;
import org.postern.testkit.RouterLab;
import org.postern.testkit.RouterLab.Host;
import tools.jackson.databind.JsonNode;

/** The daemon, from its jar, on the management host of a {@link RouterLab}, watching the router. */
final class RouterWatch implements AutoCloseable {
  /** Several polls on a busy machine. */
  static final Duration SOON = Duration.ofSeconds(40);

  static final String AGENT = "127.0.0.1:1161";
  static final String TRAP_RECEIVER = "127.0.0.1:1162";

  /** One more host outside, of which the rules say nothing special. */
  static final String STRANGER = "172.29.10.51";

  private static final List<Probe> PROBES =
      List.of(
          new Probe("untrusted>mail-dmz", Host.OUTSIDE, STRANGER, RouterLab.MAIL_ADDRESS),
          new Probe(
              "untrusted>mail-dmz",
              Host.OUTSIDE,
              RouterLab.OUTSIDE_ADDRESS,
              RouterLab.MAIL_ADDRESS),
          new Probe("clients>mail-dmz", Host.LAN, RouterLab.LAN_ADDRESS, RouterLab.MAIL_ADDRESS),
          new Probe("clients>untrusted", Host.LAN, RouterLab.LAN_ADDRESS, STRANGER),
          new Probe("mail-dmz>untrusted", Host.MAIL, RouterLab.MAIL_ADDRESS, STRANGER),
          new Probe("mail-dmz>clients", Host.MAIL, RouterLab.MAIL_ADDRESS, RouterLab.LAN_ADDRESS));

  private final Path directory;
  private final RouterLab lab;

  private record Probe(String crossing, Host from, String source, String destination) {}

  RouterWatch(Path directory) {
    this.directory = directory;
    this.lab = new RouterLab(directory);
    lab.sendFrom(Host.OUTSIDE, STRANGER);
    lab.startListeners(Host.MAIL);
    lab.startListeners(Host.OUTSIDE);
    lab.startListeners(Host.LAN);
  }

  RouterLab lab() {
    return lab;
  }

  /**
   * Starts the daemon and waits until it answers.
   *
   * @param credential how the router is asked, as the configuration writes it
   */
  void startPostern(String credential) throws IOException {
    Path configuration = configuration();
    Files.writeString(
        configuration,
        """
        agent:
          listen: ["%s"]
          access:
            - credential: lab
        store:
          directory: var
        polling:
          interval: 3s
          timeout: 1s
          retries: 1
        credentials:
          lab: {version: v2c, community: lab}
          router: %s
        devices:
          - name: rtr1
            address: %s
            credential: router
            zones: {out0: untrusted, dmz0: mail-dmz, lan0: clients}
        policy:
          zones:
            untrusted: [172.29.10.0/24]
            mail-dmz: [172.29.20.25]
            clients: [172.29.30.0/24]
          roles:
            mx: {zone: mail-dmz, hosts: [172.29.20.25]}
        receivers:
          - {name: lab, address: "%s", credential: lab}
        """
            .formatted(AGENT, credential, RouterLab.ROUTER_ADDRESS, TRAP_RECEIVER),
        StandardCharsets.UTF_8);
    lab.start(
        Host.MANAGER,
        log(),
        Map.of(),
        PosternJar.words("run", "--config", configuration.toString()).toArray(String[]::new));
    Eventually.holds(
        "the router is judged",
        SOON,
        () -> !ports().isEmpty() && ports().stream().noneMatch(RouterWatch::isUnknown),
        () -> ports() + "\n" + RouterLab.read(log()));
  }

  private static boolean isUnknown(JsonNode port) {
    return port.get("verdict").asString().equals("unknown");
  }

  Path configuration() {
    return directory.resolve("postern.yaml");
  }

  Path log() {
    return directory.resolve("postern.log");
  }

  /** Asks the daemon; the same as {@code postern ports --json} prints. */
  List<JsonNode> ports() {
    return ask("ports");
  }

  JsonNode port(String crossing, MailPort port) {
    return ports().stream()
        .filter(row -> row.get("crossing").asString().equals(crossing))
        .filter(row -> row.get("port").asInt() == port.number())
        .findFirst()
        .orElseThrow(() -> new AssertionError("no row for " + crossing + " " + port));
  }

  String verdict(String crossing, MailPort port) {
    return port(crossing, port).get("verdict").asString();
  }

  /** The findings that are not cleared. */
  List<JsonNode> findings() {
    return ask("findings");
  }

  Optional<JsonNode> finding(String kind) {
    return findings().stream().filter(each -> each.get("kind").asString().equals(kind)).findFirst();
  }

  Optional<JsonNode> finding(String kind, MailPort port) {
    return findings().stream()
        .filter(each -> each.get("kind").asString().equals(kind))
        .filter(each -> each.get("port").asInt(0) == port.number())
        .findFirst();
  }

  private List<JsonNode> ask(String what) {
    List<JsonNode> all = new ArrayList<>();
    new ControlClient(directory.resolve("var"))
        .ask(what, Map.of())
        .ifPresent(answer -> answer.forEach(all::add));
    return all;
  }

  /** Opens connections over each crossing, to each port; the verdicts must have foretold each. */
  void verdictsForetellWhatTheKernelDoes() {
    List<String> wrong = new ArrayList<>();
    int accepted = 0;
    for (Probe probe : PROBES) {
      lab.sendFrom(probe.from(), probe.source());
      Map<MailPort, Boolean> connects = lab.connects(probe.from(), probe.destination());
      for (MailPort port : MailPort.values()) {
        JsonNode row = port(probe.crossing(), port);
        boolean foretold = Flows.isPermitted(row, probe.source(), probe.destination());
        accepted += connects.get(port) ? 1 : 0;
        if (foretold != connects.get(port)) {
          wrong.add(probe + " " + port + ": connects is " + connects.get(port) + ", but " + row);
        }
      }
    }
    lab.sendFrom(Host.OUTSIDE, STRANGER);
    assertThat(wrong).isEmpty();
    // Neither a router that lets nothing through nor one that lets everything proves anything.
    assertThat(accepted).as("connections accepted").isBetween(8, 30);
  }

  @Override
  public void close() {
    lab.close();
  }
}
