package org.postern;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.postern.snmp.simulator.SimulatedAgent;
import org.postern.testkit.Command;
import org.postern.testkit.Eventually;
import org.postern.testkit.MibModules;
import org.postern.testkit.Peers;
import org.postern.testkit.RouterLab;
import tools.jackson.databind.JsonNode;

/** Real Prometheus and snmp_exporter with the files that are shipped for them. */
class PrometheusIT {
  private static final Path FILES = Path.of("conf", "prometheus");
  private static final Path MODULE = FILES.resolve("snmp_exporter/snmp.yml");
  private static final Duration SOON = Duration.ofSeconds(60);

  @TempDir Path directory;

  private final HttpClient client = HttpClient.newHttpClient();

  @Test
  void promtoolFindsNothingWrong() {
    Path promtool = Peers.require("promtool");
    for (List<String> check :
        List.of(
            List.of("check", "rules", FILES.resolve("postern.rules.yml").toString()),
            List.of("check", "config", FILES.resolve("prometheus.yml").toString()))) {
      Command done = Peers.run(promtool, check);
      assertThat(done.exitCode()).as(done.all()).isZero();
    }
  }

  @Test
  void theModuleIsWhatTheGeneratorMakesOfTheMib() throws IOException {
    Path generator = Peers.require("prometheus-snmp-generator");
    Files.copy(FILES.resolve("snmp_exporter/generator.yml"), directory.resolve("generator.yml"));
    List<String> words =
        List.of(
            "sh",
            "-c",
            "cd " + directory + " && " + generator + " generate --output-path=made.yml");
    Command done =
        Command.run(
            words, Map.of("MIBDIRS", MibModules.path(MibModules.OWN), "MIBS", "POSTERN-MIB"), 30);
    assertThat(done.exitCode()).as(done.all()).isZero();
    String shipped = Files.readString(MODULE);
    StringBuilder expected = new StringBuilder(shipped.substring(0, shipped.indexOf("  postern:")));
    Files.readAllLines(directory.resolve("made.yml")).stream()
        .skip(1)
        .forEach(line -> expected.append("  ").append(line).append('\n'));
    if (Boolean.getBoolean("postern.record")) {
      Files.writeString(MODULE, expected);
    }
    assertThat(Files.readString(MODULE)).isEqualTo(expected.toString());
  }

  @Test
  void aWidenedPermitFiresAndResolves() throws IOException {
    Path prometheus = Peers.require("prometheus");
    Path exporter = Peers.require("prometheus-snmp-exporter");
    int exporterPort = freePort();
    int port = freePort();
    try (DeviceRack rack = new DeviceRack()) {
      SimulatedAgent router = rack.add("rtr1", LabRouter.closed());
      try (Daemon daemon = rack.start(directory.resolve("var"));
          Peers.Running asking =
              Peers.start(
                  exporter,
                  List.of(
                      "--config.file=" + exporterConfiguration(),
                      "--web.listen-address=127.0.0.1:" + exporterPort),
                  directory.resolve("exporter.log"));
          Peers.Running scraping =
              Peers.start(
                  prometheus,
                  List.of(
                      "--config.file=" + configuration(daemon, exporterPort),
                      "--storage.tsdb.path=" + directory.resolve("data"),
                      "--web.listen-address=127.0.0.1:" + port),
                  directory.resolve("prometheus.log"))) {
        eventually(port, "up == 1", 2);
        eventually(port, "postern_device_up{device=\"rtr1\"} == 1", 1);
        // By SNMP: one series for each crossing and port of the router, with their names.
        eventually(port, "posternPortVerdict{posternPortCrossingName=\"untrusted>mail-dmz\"}", 7);
        eventually(port, firing("pop3"), 0);
        router.device().swap(LabRouter.open());
        eventually(port, firing("pop3"), 1);
        router.device().swap(LabRouter.closed());
        eventually(port, firing("pop3"), 0);
      }
    }
  }

  private static String firing(String port) {
    return "ALERTS{alertname=\"PosternFindingCritical\", alertstate=\"firing\","
        + " kind=\"permitWidened\", port=\""
        + port
        + "\"}";
  }

  /** The module in the form of the exporter's releases before 0.23, which Debian has. */
  private Path exporterConfiguration() throws IOException {
    List<String> lines = new ArrayList<>();
    for (String line : Files.readAllLines(MODULE)) {
      if (line.startsWith("  ")) {
        lines.add(line.substring(2));
      }
    }
    lines.add("  version: 2");
    lines.add("  auth: { community: " + DeviceRack.COMMUNITY + " }");
    return Files.write(directory.resolve("snmp.yml"), lines);
  }

  /** The shipped jobs with the addresses of this test and seconds instead of minutes. */
  private Path configuration(Daemon daemon, int exporterPort) throws IOException {
    String text =
        Files.readString(FILES.resolve("prometheus.yml"))
            .replace("127.0.0.1:9465", at(daemon.metricsAddress().orElseThrow()))
            .replace("127.0.0.1:1161", at(daemon.agentAddresses().get(0)))
            .replace("127.0.0.1:9116", "127.0.0.1:" + exporterPort)
            .replaceAll("scrape_interval: \\d+s", "scrape_interval: 1s")
            .replace(
                "- postern.rules.yml", "- " + FILES.resolve("postern.rules.yml").toAbsolutePath());
    return Files.writeString(
        directory.resolve("prometheus.yml"), "global: { evaluation_interval: 1s }\n" + text);
  }

  private static String at(InetSocketAddress address) {
    return "127.0.0.1:" + address.getPort();
  }

  private void eventually(int port, String query, int series) {
    Eventually.holds(
        query + " has " + series + " series",
        SOON,
        () -> query(port, query).size() == series,
        () ->
            query(port, query)
                + ", all: "
                + names(port)
                + RouterLab.read(directory.resolve("prometheus.log"))
                + RouterLab.read(directory.resolve("exporter.log")));
  }

  private Set<String> names(int port) {
    Set<String> names = new TreeSet<>();
    for (JsonNode each : query(port, "{job=~\"postern.*\"}")) {
      names.add(each.at("/metric/__name__").asString());
    }
    return names;
  }

  /** The series of an instant query; none as long as Prometheus does not answer. */
  private List<JsonNode> query(int port, String query) {
    URI address =
        URI.create(
            "http://127.0.0.1:"
                + port
                + "/api/v1/query?query="
                + URLEncoder.encode(query, StandardCharsets.UTF_8));
    try {
      String body =
          client
              .send(HttpRequest.newBuilder(address).build(), HttpResponse.BodyHandlers.ofString())
              .body();
      List<JsonNode> series = new ArrayList<>();
      if (body.startsWith("{")) {
        Json.parse(body).at("/data/result").forEach(series::add);
      }
      return series;
    } catch (IOException e) {
      return List.of(); // not up yet
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while asking Prometheus", e);
    }
  }

  private static int freePort() {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
