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
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import org.postern.acl.MailPort;
import org.postern.testkit.Command;
import org.postern.testkit.Eventually;
import org.postern.testkit.Peers;
import org.postern.testkit.RouterLab;
import org.postern.testkit.RouterLab.Host;
import tools.jackson.databind.JsonNode;

/**
 * The whole daemon, from its jar, against a real Linux router: what it says of each port is what the
 * kernel does to a real TCP connection.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class RouterIT {
  private static final Duration TWO_POLLS = Duration.ofSeconds(9);
  private static final Duration SEVERAL_POLLS = Duration.ofSeconds(30);
  private static final String BASTION = RouterLab.OUTSIDE_ADDRESS;

  @TempDir Path directory;

  private RouterLab lab;
  private Process snmpd;
  private Path traps;

  /** The rules of the lab's mail edge; words of iptables without "iptables -A FORWARD". */
  private static final List<String> RULES =
      List.of(
          "-m conntrack --ctstate RELATED,ESTABLISHED -j ACCEPT",
          "-m conntrack --ctstate INVALID -j DROP",
          "-i out0 -d 172.29.20.25 -p tcp --dport 25 -m conntrack --ctstate NEW -j ACCEPT",
          "-i out0 -d 172.29.20.25 -p tcp --dport 587 -m conntrack --ctstate NEW -j ACCEPT",
          "-i out0 -d 172.29.20.25 -p tcp --dport 993 -m conntrack --ctstate NEW -j ACCEPT",
          "-i out0 -d 172.29.20.25 -p tcp --dport 995 -m conntrack --ctstate NEW -j ACCEPT",
          "-i out0 -s 172.29.10.50 -d 172.29.20.25 -p tcp -m multiport --dports 110,143"
              + " -m conntrack --ctstate NEW -j ACCEPT",
          "-i out0 -d 172.29.20.25 -p tcp --dport 110 -m comment --comment deny-pop3 -j DROP",
          "-i out0 -d 172.29.20.25 -p tcp --dport 143 -j DROP",
          "-i dmz0 -o out0 -s 172.29.20.25 -p tcp --dport 25 -m conntrack --ctstate NEW -j ACCEPT",
          "-i lan0 -d 172.29.20.25 -p tcp -m multiport --dports 143,587,993,995"
              + " -m conntrack --ctstate NEW -j ACCEPT",
          "-i lan0 -o out0 -p tcp --dport 25 -j REJECT --reject-with tcp-reset",
          "-j DROP");

  @BeforeAll
  void startEverything() throws IOException {
    Peers.require("a network namespace router", RouterLab.isPossible());
    Peers.requireTools("snmpd", "snmptrapd", "snmpwalk");
    lab = new RouterLab(directory);
    lab.in(Host.ROUTER, "iptables", "-P", "FORWARD", "DROP");
    for (String rule : RULES) {
      iptables("-A FORWARD " + rule);
    }
    lab.in(Host.OUTSIDE, "ip", "address", "add", "172.29.10.51/24", "dev", "eth0");
    lab.startMailHost();
    snmpd = startSnmpd();
    traps = directory.resolve("traps.log");
    startTrapReceiver();
    startPostern();
  }

  @AfterAll
  void stopEverything() {
    if (lab != null) {
      lab.close();
    }
  }

  @Test
  @Order(1)
  void verdictOfEachPortIsWhatTheKernelDoes() {
    waitForVerdicts();
    List<String> wrong = new ArrayList<>();
    for (MailPort port : MailPort.values()) {
      check("untrusted>mail-dmz", Host.OUTSIDE, BASTION, port, wrong);
      check("clients>mail-dmz", Host.LAN, RouterLab.LAN_ADDRESS, port, wrong);
    }
    assertThat(wrong).isEmpty();
    assertThat(verdict("untrusted>mail-dmz", MailPort.SMTP)).isEqualTo("permitted");
    assertThat(verdict("untrusted>mail-dmz", MailPort.POP3)).isEqualTo("partly");
    assertThat(verdict("clients>untrusted", MailPort.SMTP)).isEqualTo("denied");
    assertThat(verdict("untrusted>mail-dmz", MailPort.SUBMISSIONS)).isEqualTo("denied");
  }

  @Test
  @Order(2)
  void denyHitsAreTheSynsThatWereSent() {
    iptables("-I FORWARD 7 -i out0 -s 172.29.10.50 -d 172.29.20.25 -p tcp --dport 465 -j DROP");
    Eventually.holds(
        "the new entry decides",
        SEVERAL_POLLS,
        () -> port("untrusted>mail-dmz", MailPort.SUBMISSIONS).toString().contains("172.29.10.50"),
        () -> port("untrusted>mail-dmz", MailPort.SUBMISSIONS).toString());
    long before = port("untrusted>mail-dmz", MailPort.SUBMISSIONS).get("denyHits").asLong();
    for (int i = 0; i < 7; i++) {
      lab.sendOneSyn(Host.OUTSIDE, RouterLab.MAIL_ADDRESS, 465);
    }
    Eventually.holds(
        "seven denied SYNs are counted",
        SEVERAL_POLLS,
        () ->
            port("untrusted>mail-dmz", MailPort.SUBMISSIONS).get("denyHits").asLong() - before == 7,
        () ->
            before + " before: " + port("untrusted>mail-dmz", MailPort.SUBMISSIONS).toString());
    iptables("-D FORWARD 7");
  }

  @Test
  @Order(3)
  void anInsertedPermitIsFoundWithinTwoPollsAndNotifiedByName() {
    iptables(
        "-I FORWARD 7 -i out0 -d 172.29.20.25 -p tcp --dport 110 -m conntrack --ctstate NEW"
            + " -m comment --comment temp-pop3-any -j ACCEPT");
    Eventually.holds(
        "a widened permit is found within two polls",
        TWO_POLLS,
        () -> finding("permitWidened", MailPort.POP3).isPresent(),
        () -> postern("findings", "--json"));
    JsonNode finding = finding("permitWidened", MailPort.POP3).orElseThrow();
    assertThat(finding.get("text").asString()).contains("172.29.20.25").contains("110");
    Eventually.holds(
        "a trap arrives with the MIB's names",
        SEVERAL_POLLS,
        () -> RouterLab.read(traps).contains("POSTERN-MIB::posternPermitWidened"),
        () -> RouterLab.read(traps));
    assertThat(lab.connects(Host.OUTSIDE, RouterLab.MAIL_ADDRESS, 110)).isTrue();
    iptables("-D FORWARD 7");
    Eventually.holds(
        "the finding clears when the permit is gone",
        SEVERAL_POLLS,
        () -> finding("permitWidened", MailPort.POP3).isEmpty(),
        () -> postern("findings", "--json"));
    Eventually.holds(
        "the clear is notified",
        SEVERAL_POLLS,
        () -> RouterLab.read(traps).contains("POSTERN-MIB::posternFindingCleared"),
        () -> RouterLab.read(traps));
  }

  @Test
  @Order(4)
  void everyTableIsServedWithNames() {
    String walk =
        lab.in(
            Host.MANAGER,
            "snmpwalk", "-v2c", "-c", "lab", "-M", Peers.mibDirectories(), "-m", "+POSTERN-MIB",
            "127.0.0.1:1161", "POSTERN-MIB::postern");
    assertThat(walk)
        .contains("POSTERN-MIB::posternDeviceName")
        .contains("POSTERN-MIB::posternPortVerdict")
        .contains("POSTERN-MIB::posternAclName")
        .contains("POSTERN-MIB::posternAclEntryText")
        .contains("POSTERN-MIB::posternInterfaceName")
        .contains("POSTERN-MIB::posternFindingLogText");
  }

  @Test
  @Order(5)
  void anAgentThatFallsSilentIsUnreachableAndNothingElseIsRaised() {
    RouterLab.end(snmpd);
    Eventually.holds(
        "unreachable is raised",
        Duration.ofSeconds(60),
        () -> finding("deviceUnreachable", null).isPresent(),
        () -> postern("findings", "--json"));
    assertThat(openFindings().stream().map(each -> each.get("kind").asString()).toList())
        .containsOnlyOnce("deviceUnreachable")
        .doesNotContain("permitHitsZero", "expectedPermit", "permitWidened");
    snmpd = startSnmpd();
    Eventually.holds(
        "unreachable clears",
        Duration.ofSeconds(60),
        () -> finding("deviceUnreachable", null).isEmpty(),
        () -> postern("findings", "--json"));
  }

  private void check(
      String crossing, Host from, String source, MailPort port, List<String> wrong) {
    boolean predicted = Flows.isPermitted(port(crossing, port), source, RouterLab.MAIL_ADDRESS);
    boolean observed = lab.connects(from, RouterLab.MAIL_ADDRESS, port.number());
    if (predicted != observed) {
      wrong.add(crossing + " " + port + ": predicted " + predicted + ", observed " + observed);
    }
  }

  private void waitForVerdicts() {
    Eventually.holds(
        "verdicts are there",
        SEVERAL_POLLS,
        () -> ports().size() >= 7 && !ports().toString().contains("\"verdict\":\"unknown\""),
        () -> postern("ports", "--json"));
  }

  private List<JsonNode> ports() {
    return list(postern("ports", "--json"));
  }

  private JsonNode port(String crossing, MailPort port) {
    return ports().stream()
        .filter(row -> row.get("crossing").asString().equals(crossing))
        .filter(row -> row.get("port").asInt() == port.number())
        .findFirst()
        .orElseThrow(() -> new AssertionError("no row for " + crossing + " " + port));
  }

  private String verdict(String crossing, MailPort port) {
    return port(crossing, port).get("verdict").asString();
  }

  private List<JsonNode> openFindings() {
    return list(postern("findings", "--json"));
  }

  private Optional<JsonNode> finding(String kind, MailPort port) {
    return openFindings().stream()
        .filter(each -> each.get("kind").asString().equals(kind))
        .filter(each -> port == null || each.path("port").asInt(0) == port.number())
        .findFirst();
  }

  private static List<JsonNode> list(String json) {
    List<JsonNode> all = new ArrayList<>();
    Json.parse(json).forEach(all::add);
    return all;
  }

  private void iptables(String words) {
    List<String> command = new ArrayList<>(List.of("iptables"));
    command.addAll(List.of(words.split(" ")));
    lab.in(Host.ROUTER, command.toArray(String[]::new));
  }

  private Process startSnmpd() {
    return lab.startSnmpd(
        """
        rocommunity lab
        sysName rtr1
        extend -cacheTime 1 mailfw-iptables /usr/sbin/iptables -nvxL --line-numbers
        """);
  }

  private void startTrapReceiver() throws IOException {
    Path configuration = directory.resolve("snmptrapd.conf");
    Files.writeString(configuration, "authCommunity log lab\n", StandardCharsets.UTF_8);
    lab.start(
        Host.MANAGER,
        traps,
        Map.of("SNMP_PERSISTENT_DIR", directory.resolve("trapd-state").toString()),
        "snmptrapd", "-f", "-Lo", "-C", "-c", configuration.toString(), "-M",
        Peers.mibDirectories(), "-m", "+POSTERN-MIB", "udp:127.0.0.1:1162");
  }

  private void startPostern() throws IOException {
    Path configuration = directory.resolve("postern.yaml");
    Files.writeString(
        configuration,
        """
        agent:
          listen: [127.0.0.1:1161]
          access:
            - credential: lab
        store:
          directory: %s
        polling:
          interval: 3s
          timeout: 1s
          retries: 1
        credentials:
          lab: {version: v2c, community: lab}
        devices:
          - name: rtr1
            address: %s
            credential: lab
            zones: {out0: untrusted, dmz0: mail-dmz, lan0: clients}
        policy:
          zones:
            untrusted: [172.29.10.0/24]
            mail-dmz: [172.29.20.25]
            clients: [172.29.30.0/24]
          roles:
            mx: {zone: mail-dmz, prefixes: [172.29.20.25]}
        receivers:
          - {name: lab, address: "127.0.0.1:1162", credential: lab}
        """
            .formatted(directory.resolve("var"), RouterLab.ROUTER_ADDRESS),
        StandardCharsets.UTF_8);
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    lab.start(
        Host.MANAGER,
        directory.resolve("postern.log"),
        Map.of(),
        java, "-jar", System.getProperty("postern.jar"), "run", "--config",
        configuration.toString());
    Eventually.holds(
        "the daemon runs",
        Duration.ofSeconds(30),
        () -> Files.exists(directory.resolve("var").resolve(ControlClient.SOCKET)),
        () -> RouterLab.read(directory.resolve("postern.log")));
  }

  /** Runs a command of the jar against the daemon; returns what it prints. */
  private String postern(String... words) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-jar", System.getProperty("postern.jar")));
    command.addAll(List.of(words));
    command.addAll(List.of("--config", directory.resolve("postern.yaml").toString()));
    Command done = Command.run(command, 60);
    assertThat(done.exitCode()).as(done.output()).isEqualTo(ExitCode.OK);
    return done.output();
  }
}
