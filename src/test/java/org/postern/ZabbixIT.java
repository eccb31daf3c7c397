package org.postern;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.postern.agent.Receiver;
import org.postern.agent.UsmAccount;
import org.postern.finding.Board;
import org.postern.finding.FindingKind;
import org.postern.snmp.simulator.SimulatedAgent;
import org.postern.testkit.Eventually;
import org.postern.testkit.ZabbixApi;
import org.postern.testkit.ZabbixLab;
import tools.jackson.databind.JsonNode;

/** The template in a real Zabbix that watches a daemon, which watches simulated routers. */
class ZabbixIT {
  private static final Path TEMPLATE = Path.of("conf", "zabbix", "postern.yaml");
  private static final Duration SOON = Duration.ofSeconds(60);
  private static final List<String> ONCE_EACH = List.of("poll", "trap");
  private static final String PHRASE = "rack-passphrase";

  /** Seconds instead of minutes, by the template's own macros. */
  private static final Map<String, String> MACROS =
      Map.of(
          "{$POSTERN.INTERVAL}", "1s",
          "{$POSTERN.DISCOVERY.INTERVAL}", "3s",
          "{$POSTERN.FINDING.INTERVAL}", "1s",
          "{$POSTERN.SILENT.TIME}", "8s",
          "{$POSTERN.STOPPED.TIME}", "30s");

  private static final Map<String, Object> SNMP_V2C =
      Map.of("version", 2, "bulk", 1, "community", DeviceRack.COMMUNITY);

  /** authPriv with SHA-256 and AES-128. */
  private static final Map<String, Object> SNMP_V3 =
      Map.of(
          "version", 3,
          "bulk", 1,
          "securityname", "zabbix",
          "securitylevel", 2,
          "authprotocol", 3,
          "authpassphrase", PHRASE,
          "privprotocol", 1,
          "privpassphrase", PHRASE);

  @TempDir Path directory;

  private DeviceRack rack;
  private ZabbixLab lab;
  private ZabbixApi api;

  @BeforeEach
  void open() throws IOException {
    ZabbixLab.require();
    rack = new DeviceRack();
    lab = new ZabbixLab(directory);
    api = lab.api();
    rack.tell(
        Receiver.v2cTrap(
            "receiver",
            new InetSocketAddress(InetAddress.getLoopbackAddress(), lab.trapPort()),
            ZabbixLab.TRAPS));
    rack.admit(
        new UsmAccount("zabbix", UsmAccount.Auth.SHA256, PHRASE, UsmAccount.Priv.AES128, PHRASE));
  }

  @AfterEach
  void close() {
    if (lab != null) {
      lab.close();
    }
    if (rack != null) {
      rack.close();
    }
  }

  @Test
  void whatPosternFindsBecomesAProblemAndResolves() throws IOException {
    importTemplate();
    SimulatedAgent router = rack.add("rtr1", LabRouter.closed());
    SimulatedAgent second = rack.add("rtr2", LabRouter.closed());
    try (Daemon daemon = rack.start(directory.resolve("var"))) {
      Eventually.holds(
          "both routers are judged",
          SOON,
          () -> daemon.boards().current().findings().size() == 4,
          () -> daemon.boards().current().findings().toString());
      String host = watch("Postern", daemon, SNMP_V2C);
      String other = watch("postern-v3", daemon, SNMP_V3);
      everythingIsDiscovered(host, daemon);
      everythingIsDiscovered(other, daemon);
      api.call("host.delete", List.of(other));
      aWidenedPermitBecomesAProblemAndResolves(host, daemon, router);
      aSilentDeviceIsOneProblem(host, second);
    }
    aSilentPosternIsOneProblem(host("Postern"));
  }

  private void importTemplate() throws IOException {
    String source = Files.readString(TEMPLATE);
    Map<String, Object> all = Map.of("createMissing", true, "updateExisting", true);
    Map<String, Object> exact = new LinkedHashMap<>(all);
    exact.put("deleteMissing", true);
    Map<String, Object> rules = new LinkedHashMap<>();
    rules.put("groups", Map.of("createMissing", true));
    rules.put("templates", all);
    for (String kind :
        List.of(
            "items", "discoveryRules", "triggers", "graphs", "templateDashboards", "valueMaps")) {
      rules.put(kind, exact);
    }
    Map<String, Object> request = Map.of("format", "yaml", "rules", rules, "source", source);
    assertThat(api.call("configuration.import", request).asBoolean()).isTrue();
    assertThat(api.call("configuration.importcompare", request))
        .as("what a second import would change")
        .isEmpty();
  }

  private String watch(String name, Daemon daemon, Map<String, Object> snmp) {
    String template =
        api.call("template.get", Map.of("filter", Map.of("host", "Postern by SNMP")))
            .at("/0/templateid")
            .asString();
    String group = api.call("hostgroup.get", Map.of("limit", 1)).at("/0/groupid").asString();
    Map<String, Object> host = new LinkedHashMap<>();
    host.put("host", name);
    host.put("groups", List.of(Map.of("groupid", group)));
    host.put("templates", List.of(Map.of("templateid", template)));
    host.put(
        "macros",
        MACROS.entrySet().stream()
            .map(each -> Map.of("macro", each.getKey(), "value", each.getValue()))
            .toList());
    host.put(
        "interfaces",
        List.of(
            Map.of(
                "type",
                2,
                "main",
                1,
                "useip",
                1,
                "ip",
                "127.0.0.1",
                "dns",
                "",
                "port",
                Integer.toString(daemon.agentAddresses().get(0).getPort()),
                "details",
                snmp)));
    return api.call("host.create", host).at("/hostids/0").asString();
  }

  private String host(String name) {
    return api.call("host.get", Map.of("filter", Map.of("host", name))).at("/0/hostid").asString();
  }

  private void everythingIsDiscovered(String host, Daemon daemon) {
    Map<String, Long> expected = new TreeMap<>();
    Board board = daemon.boards().current();
    expected.put("device", 9L * board.devices().size());
    expected.put("port", 5L * board.ports().size());
    // The loopback interfaces are left out by {$POSTERN.IF.NOT_MATCHES}.
    expected.put(
        "interface",
        9L * board.interfaces().stream().filter(each -> !each.name().equals("lo")).count());
    expected.put(
        "finding", 3L * board.findings().stream().filter(f -> f.state().isActive()).count());
    assertThat(expected)
        .containsEntry("device", 18L)
        .containsEntry("port", 2L * 6 * 7 * 5)
        .hasEntrySatisfying("interface", count -> assertThat(count).isPositive())
        .hasEntrySatisfying("finding", count -> assertThat(count).isPositive());
    Eventually.holds(
        "all of it is discovered and has a value",
        SOON,
        () -> discovered(host).equals(expected) && silentItems(host).isEmpty(),
        () -> discovered(host) + " without a value: " + silentItems(host) + lab.logs());
    for (String kind : List.of("item", "discoveryrule")) {
      JsonNode broken =
          api.call(
              kind + ".get",
              Map.of("hostids", host, "filter", Map.of("state", 1), "output", "extend"));
      assertThat(broken).as("%s that are not supported", kind).isEmpty();
    }
    for (JsonNode rule : rules(host)) {
      assertThat(rule.get("error").asString()).as(rule.get("key_").asString()).isEmpty();
    }
    Eventually.holds(
        "every trigger has what it needs",
        SOON,
        () -> unknownTriggers(host).isEmpty(),
        () -> unknownTriggers(host).toString());
  }

  /** Some need several values. */
  private JsonNode unknownTriggers(String host) {
    return api.call(
        "trigger.get",
        Map.of("hostids", host, "filter", Map.of("state", 1), "output", List.of("description")));
  }

  private JsonNode rules(String host) {
    JsonNode rules =
        api.call("discoveryrule.get", Map.of("hostids", host, "output", List.of("key_", "error")));
    assertThat(rules).hasSize(4);
    return rules;
  }

  private JsonNode items(String host) {
    return api.call(
        "item.get",
        Map.of("hostids", host, "output", List.of("key_", "type", "lastclock"), "webitems", true));
  }

  private Map<String, Long> discovered(String host) {
    Map<String, Long> counts = new TreeMap<>();
    for (JsonNode item : items(host)) {
      String key = item.get("key_").asString();
      for (String kind : List.of("device", "port", "interface", "finding")) {
        if (key.startsWith("postern." + kind + ".")) {
          counts.merge(kind, 1L, Long::sum);
        }
      }
    }
    return counts;
  }

  /** Items that are polled and have no value; those that traps fill have to wait for one. */
  private List<String> silentItems(String host) {
    List<String> silent = new ArrayList<>();
    for (JsonNode item : items(host)) {
      boolean trap = item.get("type").asString().equals("17");
      if (!trap && item.get("lastclock").asString().equals("0")) {
        silent.add(item.get("key_").asString());
      }
    }
    return silent;
  }

  private void aWidenedPermitBecomesAProblemAndResolves(
      String host, Daemon daemon, SimulatedAgent router) {
    router.device().swap(LabRouter.open());
    Eventually.holds(
        "the permit that was widened is a problem by poll and by trap",
        SOON,
        () -> sources(host, widened(daemon)).equals(ONCE_EACH),
        () -> problems(host) + lab.logs());
    for (Map<String, String> problem : problems(host)) {
      if (problem.get("finding").equals(widened(daemon))) {
        assertThat(problem)
            .containsEntry("severity", "4")
            .containsEntry("device", "rtr1")
            .hasEntrySatisfying("name", name -> assertThat(name).contains("110"));
      }
    }
    String number = widened(daemon);
    router.device().swap(LabRouter.closed());
    Eventually.holds(
        "both are over",
        SOON,
        () -> sources(host, number).isEmpty(),
        () -> problems(host) + lab.logs());
  }

  private static String widened(Daemon daemon) {
    return daemon.boards().current().findings().stream()
        .filter(finding -> finding.key().kind() == FindingKind.PERMIT_WIDENED)
        .map(finding -> Long.toString(finding.number()))
        .findFirst()
        .orElse("none");
  }

  private List<String> sources(String host, String finding) {
    return problems(host).stream()
        .filter(problem -> problem.get("finding").equals(finding))
        .map(problem -> problem.get("source"))
        .sorted()
        .toList();
  }

  /** Problems that are not over: name, severity and tags of each. */
  private List<Map<String, String>> problems(String host) {
    List<Map<String, String>> problems = new ArrayList<>();
    for (JsonNode each :
        api.call(
            "problem.get", Map.of("hostids", host, "output", "extend", "selectTags", "extend"))) {
      Map<String, String> problem = new TreeMap<>(Map.of("finding", "", "source", ""));
      problem.put("name", each.get("name").asString());
      problem.put("severity", each.get("severity").asString());
      for (JsonNode tag : each.get("tags")) {
        problem.put(tag.get("tag").asString(), tag.get("value").asString());
      }
      problems.add(problem);
    }
    return problems;
  }

  private List<String> names(String host) {
    return problems(host).stream().map(problem -> problem.get("name")).sorted().toList();
  }

  private void aSilentDeviceIsOneProblem(String host, SimulatedAgent device) {
    device.close();
    Eventually.holds(
        "the silent device is a problem",
        SOON,
        () -> names(host).contains("rtr2: does not answer"),
        () -> problems(host) + lab.logs());
    assertThat(names(host)).noneMatch(name -> name.matches("rtr2: .*(went down|old|in part).*"));
  }

  private void aSilentPosternIsOneProblem(String host) {
    List<String> before = names(host);
    Eventually.holds(
        "the silent daemon is a problem",
        SOON,
        () -> names(host).contains("Postern: no answer over SNMP"),
        () -> problems(host) + lab.logs());
    List<String> more = new ArrayList<>(names(host));
    more.removeAll(before);
    assertThat(more).containsOnly("Postern: no answer over SNMP");
  }
}
