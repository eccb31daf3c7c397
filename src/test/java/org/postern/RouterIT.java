package org.postern;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.postern.acl.MailPort;
import org.postern.testkit.Command;
import org.postern.testkit.Eventually;
import org.postern.testkit.MibModules;
import org.postern.testkit.Peers;
import org.postern.testkit.RouterLab;
import org.postern.testkit.RouterLab.Host;
import tools.jackson.databind.JsonNode;

/**
 * The whole daemon, from its jar, against a real Linux router with iptables: what it says of each
 * port is what the kernel does to a real TCP connection.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class RouterIT {
  /** Two intervals of 3 s, and the time that polling, judging and asking take on a busy machine. */
  private static final Duration TWO_POLLS = Duration.ofSeconds(10);

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

  @TempDir static Path directory;

  private RouterWatch watch;
  private RouterLab lab;
  private Process snmpd;
  private Path traps;

  @BeforeAll
  void startEverything() throws IOException {
    RouterLab.require();
    Stream.of("snmptrapd", "snmpwalk", "snmpbulkwalk", "snmptable").forEach(Peers::require);
    watch = new RouterWatch(directory);
    lab = watch.lab();
    lab.in(Host.ROUTER, "iptables", "-P", "FORWARD", "DROP");
    for (String rule : RULES) {
      iptables("-A FORWARD " + rule);
    }
    snmpd = startSnmpd();
    traps = directory.resolve("traps.log");
    startTrapReceiver();
    watch.startPostern("{version: v2c, community: lab}");
  }

  @AfterAll
  void stopEverything() {
    if (watch != null) {
      watch.close();
    }
  }

  @Test
  @Order(1)
  void verdictOfEachPortIsWhatTheKernelDoes() {
    watch.verdictsForetellWhatTheKernelDoes();
    assertThat(watch.verdict("untrusted>mail-dmz", MailPort.SMTP)).isEqualTo("permitted");
    assertThat(watch.verdict("untrusted>mail-dmz", MailPort.POP3)).isEqualTo("partly");
    assertThat(watch.verdict("clients>untrusted", MailPort.SMTP)).isEqualTo("denied");
    assertThat(watch.verdict("untrusted>mail-dmz", MailPort.SUBMISSIONS)).isEqualTo("denied");
  }

  @Test
  @Order(2)
  void denyHitsAreTheSynsThatWereSent() {
    iptables("-I FORWARD 7 -i out0 -d 172.29.20.25 -p tcp --dport 465 -j DROP");
    Eventually.holds(
        "the new entry decides",
        RouterWatch.SOON,
        () -> submissions().get("decidedBy").asString().contains("465"),
        () -> submissions().toString());
    long before = submissions().get("denyHits").asLong();
    for (int i = 0; i < 7; i++) {
      lab.sendOneSyn(Host.OUTSIDE, RouterLab.MAIL_ADDRESS, 465);
    }
    Eventually.holds(
        "seven denied SYNs are counted",
        RouterWatch.SOON,
        () -> submissions().get("denyHits").asLong() - before == 7,
        () -> before + " before: " + submissions());
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
        () -> watch.finding("permitWidened", MailPort.POP3).isPresent(),
        this::findings);
    JsonNode finding = watch.finding("permitWidened", MailPort.POP3).orElseThrow();
    assertThat(finding.get("text").asString()).contains("172.29.20.25").contains("110");
    Eventually.holds(
        "a trap arrives with the MIB's names",
        RouterWatch.SOON,
        () -> RouterLab.read(traps).contains("POSTERN-MIB::posternPermitWidened"),
        () -> RouterLab.read(traps));
    assertThat(RouterLab.read(traps)).contains("permitWidened(").contains("rtr1");
    assertThat(lab.connects(Host.OUTSIDE, RouterLab.MAIL_ADDRESS, 110)).isTrue();
    assertThat(watch.verdict("untrusted>mail-dmz", MailPort.POP3)).isEqualTo("permitted");

    iptables("-D FORWARD 7");
    Eventually.holds(
        "the finding clears when the permit is gone",
        RouterWatch.SOON,
        () -> watch.finding("permitWidened", MailPort.POP3).isEmpty(),
        this::findings);
    Eventually.holds(
        "the clear is notified",
        RouterWatch.SOON,
        () ->
            RouterLab.read(traps)
                .lines()
                .anyMatch(
                    line ->
                        line.contains("POSTERN-MIB::posternFindingCleared")
                            && line.contains("permitWidened(")),
        () -> RouterLab.read(traps));
    assertThat(lab.connects(Host.OUTSIDE, RouterLab.MAIL_ADDRESS, 110)).isFalse();
  }

  @ParameterizedTest
  @Order(4)
  @CsvSource({
    "posternDeviceTable, rtr1",
    "posternPortTable, untrusted>mail-dmz",
    "posternAclTable, FORWARD",
    "posternAclEntryTable, 172.29.20.25",
    "posternInterfaceTable, out0",
    "posternFindingTable, rtr1",
    "posternFindingLogTable, permitWidened"
  })
  void everyTableIsServedWithNames(String table, String content) {
    List<String> walked = ask("snmpwalk", List.of(), table);
    assertThat(walked)
        .isNotEmpty()
        .allMatch(line -> line.startsWith("POSTERN-MIB::postern"))
        .noneMatch(line -> line.contains("Wrong Type") || line.contains("No Such"))
        .anyMatch(line -> line.contains(content));
    assertThat(columns(ask("snmpbulkwalk", List.of("-Cr25"), table))).isEqualTo(columns(walked));
    assertThat(ask("snmptable", List.of("-Ci", "-CB", "-Cw", "200"), table))
        .anyMatch(line -> line.contains(content));
  }

  @Test
  @Order(5)
  void theCommandsShowWhatTheDaemonKnows() {
    String configuration = watch.configuration().toString();
    Command ports = PosternJar.run("ports", "rtr1", "--json", "--config", configuration);
    assertThat(ports.exitCode()).as(ports.all()).isEqualTo(ExitCode.OK);
    assertThat(Json.parse(ports.output()).size()).isEqualTo(watch.ports().size());
    Command explained = PosternJar.run("explain", "rtr1", "pop3", "--config", configuration);
    assertThat(explained.exitCode()).as(explained.all()).isEqualTo(ExitCode.OK);
    assertThat(explained.output()).contains("tcp dpt:110").contains("172.29.10.50 -> 172.29.20.25");
  }

  @Test
  @Order(6)
  void anAgentThatFallsSilentIsUnreachableAndNothingElseIsRaised() {
    List<String> before = kinds();
    RouterLab.end(snmpd);
    Eventually.holds(
        "unreachable is raised",
        RouterWatch.SOON,
        () -> watch.finding("deviceUnreachable").isPresent(),
        this::findings);
    List<String> expected = new ArrayList<>(before);
    expected.add("deviceUnreachable");
    assertThat(kinds()).containsExactlyInAnyOrderElementsOf(expected);
    snmpd = startSnmpd();
    Eventually.holds(
        "unreachable clears",
        RouterWatch.SOON,
        () -> watch.finding("deviceUnreachable").isEmpty(),
        this::findings);
    assertThat(kinds()).containsExactlyInAnyOrderElementsOf(before);
  }

  private JsonNode submissions() {
    return watch.port("untrusted>mail-dmz", MailPort.SUBMISSIONS);
  }

  private List<String> kinds() {
    return watch.findings().stream().map(each -> each.get("kind").asString()).toList();
  }

  private String findings() {
    return watch.findings() + "\n" + RouterLab.read(watch.log());
  }

  /** Asks the daemon's agent with a tool of net-snmp. */
  private List<String> ask(String tool, List<String> options, String table) {
    List<String> words = new ArrayList<>(List.of(tool, "-v2c", "-c", "lab"));
    words.addAll(MibModules.options());
    words.addAll(options);
    words.addAll(List.of(RouterWatch.AGENT, "POSTERN-MIB::" + table));
    return lab.in(Host.MANAGER, words.toArray(String[]::new)).lines().toList();
  }

  /** The instances; values move between two walks. */
  private static List<String> columns(List<String> walk) {
    return walk.stream().map(line -> line.replaceAll(" = .*", "")).toList();
  }

  private void iptables(String words) {
    lab.in(Host.ROUTER, ("iptables " + words).split(" "));
  }

  private Process startSnmpd() {
    Path oneWrite = Path.of("conf", "linux", "one-write").toAbsolutePath();
    return lab.startSnmpd(
        """
        rocommunity lab
        sysName rtr1
        extend -cacheTime 1 mailfw-iptables %s %s -nvxL --line-numbers
        """
            .formatted(oneWrite, Peers.require("iptables")));
  }

  private void startTrapReceiver() throws IOException {
    Path configuration = directory.resolve("snmptrapd.conf");
    Files.writeString(configuration, "authCommunity log lab\n", StandardCharsets.UTF_8);
    List<String> words =
        new ArrayList<>(List.of("snmptrapd", "-f", "-Lo", "-C", "-c", configuration.toString()));
    words.addAll(MibModules.options());
    words.add("udp:" + RouterWatch.TRAP_RECEIVER);
    lab.start(Host.MANAGER, traps, Peers.environment(), words.toArray(String[]::new));
  }
}
