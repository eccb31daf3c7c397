package org.postern.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.postern.profile.CatalogResult;
import org.postern.profile.ProfileCatalog;
import org.postern.profile.ReadPlan;
import org.postern.snmp.Oid;
import org.postern.snmp.SnmpTarget;

/**
 * Reads simulated routers in three ways in one run and prints what each costs: Postern's reader
 * alone, Postern's whole poll, and snmpbulkwalk. Run by {@code mvn -Pbench -DskipTests test};
 * {@code src/docs/PERFORMANCE.md} tells how to read the table.
 */
final class LoadProgram {
  private static final Oid LISTS = Oid.parse("1.3.6.1.4.1.25506.2.8.2.1.3");

  private LoadProgram() {}

  public static void main(String[] arguments) throws Exception {
    Map<String, Integer> sizes = sizes(arguments);
    int devices = sizes.get("devices");
    int rounds = sizes.get("rounds");
    int inFlight = sizes.get("inFlight");
    System.out.printf(
        Locale.ROOT,
        "%d routers of %d variable bindings: %d interfaces, %d entries; %d rounds, %d in flight;"
            + " %d processors%n",
        devices,
        Fleet.varBinds(),
        BenchRouter.INTERFACES,
        BenchRouter.ENTRIES,
        rounds,
        inFlight,
        Runtime.getRuntime().availableProcessors());
    IntervalClock clock = new IntervalClock();
    ProfileCatalog catalog = catalog();
    List<LoadResult> results = new ArrayList<>();
    System.out.println(LoadResult.header());
    try (Fleet fleet = new Fleet(devices, clock)) {
      List<SnmpTarget> targets = fleet.targets();
      show(results, new ReaderLoad(targets, plan(catalog)).run(rounds, inFlight));
      Path directory = Files.createTempDirectory("postern-bench");
      try {
        show(results, new PipelineLoad(targets, catalog, clock).run(rounds, inFlight, directory));
      } finally {
        delete(directory);
      }
      BulkwalkLoad.run(
              targets.subList(0, Math.min(devices, sizes.get("walks"))), sizes.get("parallel"))
          .ifPresentOrElse(
              result -> show(results, result),
              () -> System.out.println("snmpbulkwalk or xargs is not installed: no comparison"));
    }
    System.out.println("* CPU seconds of the simulated routers for 1000 devices");
    LoadResult first = results.get(0);
    for (LoadResult other : results.subList(1, results.size())) {
      System.out.printf(
          Locale.ROOT,
          "%s takes %.2f times the CPU of %s%n",
          other.name(),
          other.perThousand() / first.perThousand(),
          first.name());
    }
  }

  /** Arguments are {@code name=number}. */
  private static Map<String, Integer> sizes(String[] arguments) {
    Map<String, Integer> sizes =
        new TreeMap<>(
            Map.of("devices", 200, "rounds", 10, "inFlight", 200, "walks", 200, "parallel", 2));
    for (String argument : arguments) {
      String[] parts = argument.split("=", 2);
      if (parts.length != 2 || !sizes.containsKey(parts[0]) || !parts[1].matches("[1-9]\\d{0,5}")) {
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

  private static ProfileCatalog catalog() {
    if (ProfileCatalog.load(List.of()) instanceof CatalogResult.Loaded loaded) {
      return loaded.catalog();
    }
    throw new IllegalStateException("the built-in profiles are not good");
  }

  private static ReadPlan plan(ProfileCatalog catalog) {
    return ReadPlan.of(catalog.match(Oid.parse(BenchRouter.SYS_OBJECT_ID), LISTS::equals));
  }

  private static void delete(Path directory) throws IOException {
    try (Stream<Path> files = Files.walk(directory)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
