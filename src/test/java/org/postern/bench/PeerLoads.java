package org.postern.bench;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Other programs that read the same columns of the same routers; empty where not installed. */
final class PeerLoads {
  private static final String EXPORTER = "prometheus-snmp-exporter";
  private static final int EXPORTER_PORT = 11_612;
  private static final long LOOK_EVERY_MILLIS = 20;

  private final Path directory;

  PeerLoads(Path directory) {
    this.directory = directory;
  }

  /** net-snmp, one process a router, no MIBs loaded, output to a file. */
  Optional<LoadResult> bulkwalk(int devices, int parallel)
      throws IOException, InterruptedException {
    if (!Program.isInstalled("snmpbulkwalk") || !Program.isInstalled("xargs")) {
      return Optional.empty();
    }
    Path names = directory.resolve("targets");
    Files.writeString(
        names,
        IntStream.range(0, devices)
            .mapToObj(i -> SimulatedFleet.address(i) + ":" + SimulatedFleet.PORT)
            .collect(Collectors.joining("\n", "", "\n")));
    String walk = "snmpbulkwalk -v2c -c public -On -t 5 -r 2 -Cr50 {} 1.3.6.1";
    List<String> command = new ArrayList<>();
    command.addAll(List.of("xargs", "-P", String.valueOf(parallel), "-I", "{}"));
    command.addAll(List.of(walk.split(" ", -1)));
    ProcessBuilder builder = new ProcessBuilder(command).redirectInput(names.toFile());
    builder.environment().put("MIBS", "");
    LoadResult ran = toFile("snmpbulkwalk, " + parallel + " at once", builder, devices, 1);
    return Optional.of(ran);
  }

  /** braa: one process for all routers, GETNEXT only. */
  Optional<LoadResult> braa(int devices) throws IOException, InterruptedException {
    if (!Program.isInstalled("braa")) {
      return Optional.empty();
    }
    String range = SimulatedFleet.address(0) + "-" + SimulatedFleet.address(devices - 1);
    ProcessBuilder builder =
        new ProcessBuilder(
            "braa", "-2", "public@" + range + ":" + SimulatedFleet.PORT + ":.1.3.6.1.*");
    return Optional.of(toFile("braa", builder, devices, 0));
  }

  /** A program that prints a line a variable binding, and some more a router. */
  private LoadResult toFile(String name, ProcessBuilder builder, int devices, int more)
      throws IOException, InterruptedException {
    Path output = directory.resolve("output");
    Path complaints = directory.resolve("complaints");
    double before = Usage.ofEndedChildren();
    long start = System.nanoTime();
    Process process =
        builder.redirectOutput(output.toFile()).redirectError(complaints.toFile()).start();
    long peak = 0;
    while (!process.waitFor(LOOK_EVERY_MILLIS, TimeUnit.MILLISECONDS)) {
      peak = Math.max(peak, Usage.peakMegabytes(process.pid()));
    }
    double wall = (System.nanoTime() - start) / 1e9;
    long whole = lines(output) / (BenchRouter.varBinds() + more);
    return new LoadResult(
        name,
        devices,
        devices - whole,
        wall,
        new Usage(Usage.ofEndedChildren() - before, peak),
        "exit code %d, %d complaints".formatted(process.exitValue(), lines(complaints)));
  }

  private static long lines(Path output) throws IOException {
    long lines = 0;
    for (byte octet : Files.readAllBytes(output)) {
      lines += octet == '\n' ? 1 : 0;
    }
    return lines;
  }

  /** prometheus-snmp-exporter, asked over HTTP as Prometheus does. */
  Optional<LoadResult> exporter(int devices, int parallel)
      throws IOException, InterruptedException {
    if (!Program.isInstalled(EXPORTER)) {
      return Optional.empty();
    }
    Path modules = directory.resolve("snmp.yml");
    Files.writeString(modules, ExporterModule.yaml());
    ProcessBuilder builder =
        new ProcessBuilder(
                EXPORTER,
                "--config.file=" + modules,
                "--web.listen-address=127.0.0.1:" + EXPORTER_PORT,
                "--log.level=error")
            .redirectOutput(ProcessBuilder.Redirect.DISCARD);
    ExecutorService scrapers = Executors.newFixedThreadPool(parallel);
    try (Program exporter = new Program(EXPORTER, builder)) {
      HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
      scrapeFirst(http, exporter);
      Usage before = exporter.usage();
      long start = System.nanoTime();
      List<Future<Boolean>> scrapes = new ArrayList<>();
      for (int i = 0; i < devices; i++) {
        String address = SimulatedFleet.address(i);
        scrapes.add(scrapers.submit(() -> scrape(http, address)));
      }
      long lost = 0;
      for (Future<Boolean> scrape : scrapes) {
        lost += scrape.get() ? 0 : 1;
      }
      double wall = (System.nanoTime() - start) / 1e9;
      return Optional.of(
          new LoadResult(
              EXPORTER + ", " + parallel + " at once",
              devices,
              lost,
              wall,
              exporter.usage().since(before),
              ""));
    } catch (ExecutionException e) {
      throw new IOException("a scrape failed", e);
    } finally {
      scrapers.shutdown();
    }
  }

  /** Waits until it listens. */
  private static void scrapeFirst(HttpClient http, Program exporter)
      throws IOException, InterruptedException {
    while (true) {
      try {
        scrape(http, SimulatedFleet.address(0));
        return;
      } catch (ConnectException e) {
        if (!exporter.isAlive()) {
          throw e;
        }
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(LOOK_EVERY_MILLIS));
      }
    }
  }

  private static boolean scrape(HttpClient http, String address)
      throws IOException, InterruptedException {
    URI uri =
        URI.create(
            "http://127.0.0.1:%d/snmp?module=bench&target=%s:%d"
                .formatted(EXPORTER_PORT, address, SimulatedFleet.PORT));
    HttpResponse<String> response =
        http.send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString());
    long values =
        response.body().lines().filter(line -> line.startsWith(ExporterModule.PREFIX)).count();
    return response.statusCode() == 200 && values >= ExporterModule.values();
  }
}
