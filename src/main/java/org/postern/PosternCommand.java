package org.postern;

import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The command without a command: says what there is. */
@Command(
    name = "postern",
    description = {
      "Watches over SNMP which mail ports routers and firewalls let through.",
      "New here? `postern demo` needs nothing and takes a minute."
    },
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {
      DemoCommand.class,
      RunCommand.class,
      CheckCommand.class,
      PollCommand.class,
      PortsCommand.class,
      FindingsCommand.class,
      AckCommand.class,
      ShelveCommand.class,
      UnshelveCommand.class,
      NoteCommand.class,
      MaintenanceCommand.class,
      ExplainCommand.class,
      DiffCommand.class,
      ReceiversCommand.class,
      KeysCommand.class,
      BacktestCommand.class,
      RecordCommand.class,
      SimulateCommand.class,
      MibCommand.class,
      NagiosCommand.class,
      CompletionCommand.class,
      HelpCommand.class
    },
    footer = {"", "Exit codes and files: src/docs/OPERATIONS.md"})
final class PosternCommand implements Runnable {
  @Spec private CommandSpec spec;

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "which command? (see below)");
  }
}
