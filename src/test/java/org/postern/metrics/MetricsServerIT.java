package org.postern.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.postern.agent.Boards;
import org.postern.finding.BoardHolder;
import org.postern.testkit.Command;
import org.postern.testkit.Peers;

/** What a scrape over HTTP gets. */
class MetricsServerIT {
  private static final InetSocketAddress ANY_PORT =
      new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);

  @TempDir Path directory;

  private final HttpClient client = HttpClient.newHttpClient();
  private final BoardHolder boards = new BoardHolder(Boards.fixed());
  private MetricsServer server;

  @BeforeEach
  void start() throws IOException {
    server = MetricsServer.start(ANY_PORT, boards);
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void aScrapeTellsTheBoard() throws Exception {
    HttpResponse<String> response = ask("GET", "/metrics", "*/*");

    assertThat(response.headers().firstValue("Content-Type"))
        .contains("text/plain; version=0.0.4; charset=utf-8");
    assertThat(response.body().lines())
        .contains(
            "# TYPE postern_polls_total counter",
            "postern_polls_total 1234.0",
            "postern_devices 2.0",
            "postern_devices_down 1.0",
            "postern_device_up{device=\"edge-1\"} 1.0",
            "postern_device_up{device=\"branch-2\"} 0.0",
            "postern_device_reachability{device=\"branch-2\",reachability=\"no-response\"} 1.0",
            "postern_device_response_time_seconds{device=\"edge-1\"} 0.012",
            "postern_port_verdict{crossing=\"clients>untrusted\",device=\"edge-1\",port=\"smtp\""
                + ",verdict=\"partly\"} 1.0",
            "postern_port_conforms{crossing=\"untrusted>mail-dmz\",device=\"edge-1\""
                + ",port=\"imaps\"} 0.0",
            "postern_port_permit_hits_total{crossing=\"untrusted>mail-dmz\",device=\"edge-1\""
                + ",port=\"smtp\"} 1000.0",
            // 8,000,000,000.4 of 10,000,000,000 bit/s, in binary fractions
            "postern_interface_utilisation_ratio{device=\"edge-1\",index=\"3\""
                + ",interface=\"Gi0/0\"} 0.8000000000399999",
            "postern_interface_out_bytes_per_second{device=\"edge-1\",index=\"3\""
                + ",interface=\"Gi0/0\"} 125.0",
            "postern_open_findings{severity=\"critical\"} 2.0",
            "postern_open_findings{severity=\"info\"} 0.0",
            "postern_finding{device=\"edge-1\",kind=\"expectedPermit\",number=\"2\""
                + ",object=\"untrusted>mail-dmz\",port=\"imaps\",severity=\"critical\""
                + ",state=\"shelved\"} 1.0")
        .anyMatch(line -> line.startsWith("jvm_memory_used_bytes{"))
        .noneMatch(line -> line.contains("last_good_poll") && line.contains("branch-2"));
  }

  @Test
  void whatIsNoLongerOnTheBoardIsNoLongerTold() throws Exception {
    boards.publish(Boards.empty(43), List.of());

    assertThat(ask("GET", "/metrics", "*/*").body().lines())
        .contains("postern_boards_total 43.0", "postern_open_findings{severity=\"critical\"} 0.0")
        .noneMatch(line -> line.contains("edge-1"));
  }

  @Test
  void whoeverPrefersOpenMetricsGetsIt() throws Exception {
    HttpResponse<String> response =
        ask("GET", "/metrics", "application/openmetrics-text;version=1.0.0,text/plain;q=0.5");

    assertThat(response.headers().firstValue("Content-Type").orElseThrow())
        .startsWith("application/openmetrics-text");
    assertThat(response.body()).endsWith("# EOF\n").contains("postern_polls_total 1234.0");
  }

  @Test
  void nothingElseIsServed() throws Exception {
    assertThat(ask("GET", "/", "*/*").statusCode()).isEqualTo(404);
    assertThat(ask("GET", "/metrics/more", "*/*").statusCode()).isEqualTo(404);
    assertThat(ask("POST", "/metrics", "*/*").statusCode()).isEqualTo(405);
    assertThat(ask("GET", "/metrics", "*/*").statusCode()).isEqualTo(200);
  }

  @Test
  void aTakenPortIsSaid() {
    assertThatThrownBy(() -> MetricsServer.start(server.address(), boards))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("metrics: cannot listen on")
        .hasMessageContaining(Integer.toString(server.address().getPort()));
  }

  @Test
  void promtoolHasNothingToSay() throws Exception {
    Path scrape = directory.resolve("scrape");
    Files.writeString(scrape, ask("GET", "/metrics", "*/*").body());
    Command done =
        Command.run("sh", "-c", Peers.require("promtool") + " check metrics < " + scrape);
    // The names of this process and its machine are Micrometer's.
    assertThat(done.all().lines().filter(line -> line.contains("postern"))).isEmpty();
    assertThat(done.all()).doesNotContain("error");
  }

  private HttpResponse<String> ask(String method, String path, String accept) throws Exception {
    URI address = URI.create("http://127.0.0.1:" + server.address().getPort() + path);
    return client.send(
        HttpRequest.newBuilder(address)
            .method(method, HttpRequest.BodyPublishers.noBody())
            .header("Accept", accept)
            .build(),
        HttpResponse.BodyHandlers.ofString());
  }
}
