package org.postern;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.postern.agent.Receiver;
import org.postern.store.PosternStore;
import org.postern.store.StoreException;
import org.postern.store.StoreSettings;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import tools.jackson.databind.JsonNode;

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
    DaemonSettings settings = SettingsReader.daemon(config.load().config(), ConfigOptions.zone());
    if (settings.receivers().isEmpty()) {
      output.note("no receivers are configured");
      return ExitCode.OK;
    }
    String engineId = engineId(settings);
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

  private static String engineId(DaemonSettings settings) {
    return settings
        .agent()
        .flatMap(DaemonSettings.AgentPlan::engineId)
        .or(
            () ->
                new ControlClient(settings.storeDirectory())
                    .ask("engine", Map.of())
                    .map(JsonNode::asString))
        .orElseGet(() -> stored(settings.storeDirectory()));
  }

  private static String stored(Path directory) {
    if (!Files.isDirectory(directory)) {
      throw new CommandFailure(
          ExitCode.NOT_FOUND,
          "no daemon has ever run on "
              + directory
              + ": the engine id is made at the first start, or given by agent.engineIdFile");
    }
    try (PosternStore store =
        PosternStore.open(directory, StoreSettings.defaults(), Clock.systemUTC())) {
      return HexFormat.of().formatHex(store.identity().engineId());
    } catch (StoreException e) {
      throw new CommandFailure(ExitCode.STORE, String.valueOf(e.getMessage()), e);
    }
  }
}
