package org.postern.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Reads simulated routers by Postern and by other programs in one run and prints what each costs.
 * Run by {@code mvn -Pbench -DskipTests test}; {@code src/docs/PERFORMANCE.md} tells how to read
 * the table.
 */
final class LoadProgram {
  private static final Map<String, Integer> SIZES =
      Map.ofEntries(
          Map.entry("devices", 1000),
          Map.entry("dead", 0),
          Map.entry("delay", 0), // milliseconds that each answer takes
          Map.entry("interval", 10), // seconds
          Map.entry("warmUp", 12), // intervals
          Map.entry("intervals", 12),
          Map.entry("v2c", 1), // Postern by SNMPv2c; 0: not
          Map.entry("v3", 1), // Postern by SNMPv3; 0: not
          Map.entry("peers", 100), // routers that the other programs read; 0: none of them
          Map.entry("heap", 960)); // megabytes

  private LoadProgram() {}

  public static void main(String[] arguments) throws Exception {
    Map<String, Integer> sizes = sizes(arguments);
    int devices = sizes.get("devices");
    System.out.printf(
        Locale.ROOT,
        "%d routers of %d variable bindings: %d interfaces, %d entries; %d dead ones;"
            + " answers take %d ms; %d processors; load average %s%n",
        devices,
        BenchRouter.varBinds(),
        BenchRouter.INTERFACES,
        BenchRouter.ENTRIES,
        sizes.get("dead"),
        sizes.get("delay"),
        Runtime.getRuntime().availableProcessors(),
        loadAverage());
    Path directory = Files.createTempDirectory("postern-bench");
    try (Program fleet = SimulatedFleet.start(devices, sizes.get("delay"))) {
      System.out.println(LoadResult.header());
      List<LoadResult> results = new ArrayList<>();
      daemons(directory, sizes, fleet, results);
      if (sizes.get("peers") > 0) {
        peers(directory, Math.min(devices, sizes.get("peers")), results);
      }
      compare(results);
    } finally {
      delete(directory);
    }
    System.out.println("load average at the end " + loadAverage());
  }

  private static void daemons(
      Path directory, Map<String, Integer> sizes, Program fleet, List<LoadResult> results)
      throws IOException {
    for (boolean v3 : new boolean[] {false, true}) {
      if (sizes.get(v3 ? "v3" : "v2c") == 0) {
        continue;
      }
      Usage before = fleet.usage();
      DaemonLoad.Plan plan =
          new DaemonLoad.Plan(
              v3 ? "postern run, v3 authPriv" : "postern run, v2c",
              sizes.get("devices"),
              sizes.get("dead"),
              v3,
              Duration.ofSeconds(sizes.get("interval")),
              sizes.get("warmUp"),
              sizes.get("intervals"),
              "-Xms%dm -Xmx%dm".formatted(sizes.get("heap"), sizes.get("heap")));
      show(results, new DaemonLoad(directory, plan).run());
      System.out.printf(
          Locale.ROOT,
          "  the simulated routers took %.1f CPU s in all of that%n",
          fleet.usage().since(before).processor());
    }
  }

  private static void peers(Path directory, int devices, List<LoadResult> results)
      throws Exception {
    int processors = Runtime.getRuntime().availableProcessors();
    PeerLoads peers = new PeerLoads(directory);
    show(results, BareLoop.run(devices, 200));
    showIfThere(results, "snmpbulkwalk or xargs", peers.bulkwalk(devices, processors));
    showIfThere(results, "braa", peers.braa(devices));
    showIfThere(results, "prometheus-snmp-exporter", peers.exporter(devices, 4 * processors));
  }

  private static void showIfThere(
      List<LoadResult> results, String program, Optional<LoadResult> result) throws IOException {
    if (result.isPresent()) {
      show(results, result.get());
    } else if (Boolean.parseBoolean(System.getenv("CI"))) {
      throw new IOException(program + " is not installed");
    } else {
      System.out.println(program + " is not installed: SKIPPED");
    }
  }

  private static void compare(List<LoadResult> results) {
    LoadResult first = results.get(0);
    for (LoadResult other : results.subList(1, results.size())) {
      System.out.printf(
          Locale.ROOT,
          "%s takes %.2f times the CPU of %s%n",
          other.name(),
          other.perDevice() / first.perDevice(),
          first.name());
    }
  }

  /** Arguments are {@code name=number}. */
  private static Map<String, Integer> sizes(String[] arguments) {
    Map<String, Integer> sizes = new TreeMap<>(SIZES);
    for (String argument : arguments) {
      String[] parts = argument.split("=", 2);
      if (parts.length != 2 || !sizes.containsKey(parts[0]) || !parts[1].matches("\\d{1,6}")) {
        throw new IllegalArgumentException(
            "not name=number with a name of " + sizes.keySet() + ": " + argument);
      }
      sizes.put(parts[0], Integer.valueOf(parts[1]));
    }
    return sizes;
  }

  private static void show(List<LoadResult> results, LoadResult result) {
    results.add(result);
    System.out.println(result.line());
  }

  private static String loadAverage() throws IOException {
    Path file = Path.of("/proc/loadavg");
    return Files.exists(file) ? Files.readString(file).split(" ", 2)[0] : "unknown";
  }

  private static void delete(Path directory) throws IOException {
    try (Stream<Path> files = Files.walk(directory)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
