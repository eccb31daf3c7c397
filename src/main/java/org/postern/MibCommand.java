package org.postern;

import java.util.concurrent.Callable;
import org.postern.agent.AgentSettings;
import org.postern.agent.MibText;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Prints the MIB. */
@Command(
    name = "mib",
    description = {
      "Prints POSTERN-MIB, rooted where you say. The agent follows the key agent.arc."
    },
    mixinStandardHelpOptions = true)
final class MibCommand implements Callable<Integer> {
  @Option(
      names = "--arc",
      paramLabel = "OID",
      defaultValue = AgentSettings.DOCUMENTATION_ARC,
      description = "Root of the MIB below 1.3.6.1.4.1. Default: ${DEFAULT-VALUE}")
  private String arc;

  @Mixin private PlainOutput output;

  @Override
  public Integer call() {
    try {
      output.out().print(MibText.rootedAt(arc));
      output.out().flush();
    } catch (IllegalArgumentException e) {
      throw new CommandFailure(ExitCode.USAGE, String.valueOf(e.getMessage()), e);
    }
    return ExitCode.OK;
  }
}
