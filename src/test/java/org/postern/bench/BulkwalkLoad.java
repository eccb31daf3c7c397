package org.postern.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.postern.snmp.SnmpTarget;

/**
 * net-snmp's snmpbulkwalk, one process a device: one walk over all that a router has, which is just
 * what Postern reads. No MIBs are loaded and the output goes to a file.
 */
final class BulkwalkLoad {
  private static final String REPETITIONS = "-Cr50";

  private BulkwalkLoad() {}

  /** Empty where snmpbulkwalk or xargs is missing. */
  static Optional<LoadResult> run(List<SnmpTarget> targets, int parallel)
      throws IOException, InterruptedException {
    if (!isInstalled("snmpbulkwalk") || !isInstalled("xargs")) {
      return Optional.empty();
    }
    Path names = Files.createTempFile("postern-bench", ".targets");
    Path output = Files.createTempFile("postern-bench", ".walk");
    try {
      Files.writeString(
          names,
          targets.stream()
              .map(each -> "127.0.0.1:" + each.address().getPort())
              .collect(Collectors.joining("\n", "", "\n")));
      ProcessBuilder walks =
          new ProcessBuilder(
                  "xargs",
                  "-P",
                  String.valueOf(parallel),
                  "-I",
                  "{}",
                  "snmpbulkwalk",
                  "-v2c",
                  "-c",
                  "public",
                  "-On",
                  "-t",
                  "5",
                  "-r",
                  "2",
                  REPETITIONS,
                  "{}",
                  "1.3.6.1")
              .redirectInput(names.toFile())
              .redirectOutput(output.toFile())
              .redirectError(ProcessBuilder.Redirect.INHERIT);
      walks.environment().put("MIBS", "");
      Effort before = Effort.now();
      int exit = walks.start().waitFor();
      Effort spent = Effort.now().since(before);
      // Each walk ends with a line that says that there is no more.
      long lines = lines(output);
      int whole = (int) (lines / (Fleet.varBinds() + 1));
      return Optional.of(
          new LoadResult(
              "snmpbulkwalk, " + parallel + " at once",
              targets.size(),
              lines - whole,
              targets.size() - whole,
              spent.wall(),
              spent.children(),
              spent.agents(),
              exit == 0 ? "" : "xargs exits with " + exit));
    } finally {
      Files.deleteIfExists(names);
      Files.deleteIfExists(output);
    }
  }

  /** Line ends: walks side by side may tear each other's lines, but lose none. */
  private static long lines(Path output) throws IOException {
    long lines = 0;
    for (byte octet : Files.readAllBytes(output)) {
      lines += octet == '\n' ? 1 : 0;
    }
    return lines;
  }

  private static boolean isInstalled(String program) {
    return Stream.of(System.getenv().getOrDefault("PATH", "").split(":", -1))
        .anyMatch(directory -> Files.isExecutable(Path.of(directory, program)));
  }
}
