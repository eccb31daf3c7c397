package org.postern;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.postern.agent.Receiver;
import org.postern.config.PosternConfig;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Shows what receivers need in their own configuration. */
@Command(
    name = "receivers",
    description = {
      "Shows what has to stand in each receiver's own configuration: snmptrapd, Zabbix, LibreNMS.",
      "Traps of SNMPv3 need this agent's engine id there. It is asked of the running daemon; if",
      "none runs, the store is read."
    },
    mixinStandardHelpOptions = true,
    subcommands = ReceiversTestCommand.class)
final class ReceiversCommand implements Callable<Integer> {
  @Mixin private ConfigOptions config;
  @Mixin private OutputOptions output;

  /** A receiver with what its configuration needs, for {@code --json}. */
  private record ReceiverView(String name, String address, String engineId, List<String> lines) {}

  @Override
  public Integer call() {
    PosternConfig read = config.load().config();
    DaemonSettings settings = SettingsReader.daemon(read, ConfigOptions.zone());
    if (settings.receivers().isEmpty()) {
      output.note("no receivers are configured");
      return ExitCode.OK;
    }
    String engineId = OwnEngine.id(read);
    List<ReceiverView> views = new ArrayList<>();
    for (Receiver receiver : settings.receivers()) {
      views.add(
          new ReceiverView(
              receiver.name(),
              receiver.address().getAddress().getHostAddress() + ":" + receiver.address().getPort(),
              engineId,
              ReceiverLines.of(receiver, engineId)));
    }
    if (output.json()) {
      output.json(views);
      return ExitCode.OK;
    }
    List<String> lines = new ArrayList<>();
    views.forEach(
        view -> {
          lines.addAll(view.lines());
          lines.add("");
        });
    lines.addAll(ReceiverLines.managers());
    output.lines(lines);
    return ExitCode.OK;
  }
}
