package org.postern.testkit;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Where the tools of net-snmp and libsmi find POSTERN-MIB and the modules it imports. */
public final class MibModules {
  /** The folder of this project's own module. */
  public static final Path OWN = Path.of("mibs");

  /** Where systems keep the IETF's modules. */
  private static final List<Path> INSTALLED =
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

  private MibModules() {}

  /** The installed IETF modules, or the stand-ins; then {@code own}. */
  public static String path(Path own) {
    boolean installed =
        INSTALLED.stream()
            .anyMatch(
                folder ->
                    Files.isReadable(folder.resolve("SNMPv2-SMI"))
                        || Files.isReadable(folder.resolve("SNMPv2-SMI.txt")));
    Stream<Path> base =
        installed ? INSTALLED.stream().filter(Files::isDirectory) : Stream.of(STAND_INS);
    return String.join(
        ":",
        Stream.concat(base, Stream.of(own)).map(path -> path.toAbsolutePath().toString()).toList());
  }

  /** Options that make a tool of net-snmp load POSTERN-MIB. */
  public static List<String> options() {
    return List.of("-M", path(OWN), "-m", "POSTERN-MIB");
  }
}
