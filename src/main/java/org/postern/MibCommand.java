package org.postern;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.postern.agent.AgentSettings;
import org.postern.agent.ManagementKit;
import org.postern.agent.MibText;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Prints the MIB, or writes it with all that management systems need. */
@Command(
    name = "mib",
    description = {
      "Prints POSTERN-MIB, rooted where you say. The agent follows the key agent.arc.",
      "With --kit writes it, and the files for Zabbix, LibreNMS, Prometheus, Nagios, SNMPTT and",
      "OpenNMS with the same root."
    },
    mixinStandardHelpOptions = true)
final class MibCommand implements Callable<Integer> {
  @Option(
      names = "--arc",
      paramLabel = "OID",
      defaultValue = AgentSettings.DOCUMENTATION_ARC,
      description = "Root of the MIB below 1.3.6.1.4.1. Default: ${DEFAULT-VALUE}")
  private String arc;

  @Option(
      names = "--kit",
      paramLabel = "FOLDER",
      description = "Write the files below this folder, over those that are there.")
  private @Nullable Path kit;

  @Mixin private PlainOutput output;

  @Override
  public Integer call() {
    try {
      if (kit == null) {
        output.out().print(MibText.rootedAt(arc));
        output.out().flush();
      } else {
        write(ManagementKit.rootedAt(arc), kit);
      }
    } catch (IllegalArgumentException e) {
      throw new CommandFailure(ExitCode.USAGE, String.valueOf(e.getMessage()), e);
    } catch (IOException e) {
      throw new CommandFailure(ExitCode.INVALID_INPUT, "cannot write the kit: " + e, e);
    }
    return ExitCode.OK;
  }

  private void write(Map<String, String> files, Path folder) throws IOException {
    for (Map.Entry<String, String> file : files.entrySet()) {
      Path path = folder.resolve(file.getKey());
      Files.createDirectories(path.toAbsolutePath().getParent());
      Files.writeString(path, file.getValue());
      if (file.getValue().startsWith("#!")) {
        makeExecutable(path);
      }
      output.out().println(path);
    }
    output.out().flush();
  }

  private static void makeExecutable(Path script) throws IOException {
    Set<PosixFilePermission> permissions = EnumSet.copyOf(Files.getPosixFilePermissions(script));
    permissions.add(PosixFilePermission.OWNER_EXECUTE);
    permissions.add(PosixFilePermission.GROUP_EXECUTE);
    permissions.add(PosixFilePermission.OTHERS_EXECUTE);
    Files.setPosixFilePermissions(script, permissions);
  }
}
