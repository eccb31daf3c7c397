package org.postern.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/**
 * The tools of net-snmp and libsmi, with the MIB modules they need. A missing tool skips a test;
 * with {@code CI=true} it fails it.
 */
final class NetSnmp {
  private static final List<Path> FOLDERS =
      Stream.of("/usr/bin", "/usr/sbin", "/usr/local/bin", "/usr/local/sbin", "/opt/homebrew/bin")
          .map(Path::of)
          .toList();

  /** Where systems keep the IETF's modules. */
  private static final List<Path> MODULE_FOLDERS =
      Stream.of(
              "/usr/share/mibs/ietf",
              "/usr/share/mibs/iana",
              "/usr/share/snmp/mibs/ietf",
              "/usr/share/snmp/mibs/iana",
              "/var/lib/mibs/ietf",
              "/var/lib/mibs/iana",
              "/usr/share/snmp/mibs")
          .map(Path::of)
          .toList();

  private static final Path STAND_INS = Path.of("src", "test", "resources", "mibs");

  private NetSnmp() {}

  static String tool(String name) {
    Optional<Path> found =
        FOLDERS.stream()
            .map(folder -> folder.resolve(name))
            .filter(Files::isExecutable)
            .findFirst();
    if (found.isEmpty() && "true".equals(System.getenv("CI"))) {
      throw new AssertionError(name + " is not installed, and CI demands it");
    }
    Assumptions.assumeTrue(found.isPresent(), name + " is not installed");
    return found.orElseThrow().toString();
  }

  /** The installed IETF modules, or the stand-ins; then this project's own. */
  static String mibPath(Path own) {
    boolean installed =
        MODULE_FOLDERS.stream()
            .anyMatch(
                folder ->
                    Files.isReadable(folder.resolve("SNMPv2-SMI"))
                        || Files.isReadable(folder.resolve("SNMPv2-SMI.txt")));
    Stream<Path> base =
        installed ? MODULE_FOLDERS.stream().filter(Files::isDirectory) : Stream.of(STAND_INS);
    return String.join(
        ":",
        Stream.concat(base, Stream.of(own)).map(path -> path.toAbsolutePath().toString()).toList());
  }

  /** Options that make a tool load POSTERN-MIB and nothing of this machine's configuration. */
  static List<String> mibOptions() {
    return List.of("-M", mibPath(Path.of("mibs")), "-m", "POSTERN-MIB");
  }

  record Result(int status, List<String> lines) {
    String text() {
      return String.join("\n", lines);
    }
  }

  static ProcessBuilder process(List<String> command) {
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().put("SNMPCONFPATH", "/nonexistent");
    builder.environment().put("SMIPATH", mibPath(Path.of("mibs")));
    builder.environment().put("LC_ALL", "C");
    return builder;
  }

  static Result run(List<String> command) throws IOException, InterruptedException {
    Process process = process(command).start();
    try {
      process.getOutputStream().close();
      List<String> lines = new ArrayList<>();
      try (BufferedReader reader =
          new BufferedReader(
              new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
        reader.lines().forEach(lines::add);
      }
      assertThat(process.waitFor(30, TimeUnit.SECONDS)).as("%s ended", command).isTrue();
      return new Result(process.exitValue(), lines);
    } finally {
      process.destroyForcibly();
    }
  }
}
