package org.postern;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.postern.finding.Board;
import org.postern.poll.MonitoredDevice;
import org.postern.poll.SinglePoll;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

/** Shows what each crossing does with each mail port. */
@Command(
    name = "ports",
    description = {
      "Shows what each crossing of the devices does with each mail port.",
      "Asks the running daemon; if none runs, asks the devices once."
    },
    mixinStandardHelpOptions = true)
final class PortsCommand implements Callable<Integer> {
  @Parameters(
      arity = "0..1",
      paramLabel = "DEVICE",
      description = "Name of a device; all if left out.")
  private @Nullable String device;

  @Mixin private ConfigOptions config;
  @Mixin private OutputOptions output;

  @Override
  public Integer call() {
    ConfigOptions.Loaded loaded = config.load();
    Optional<JsonNode> answer =
        new ControlClient(loaded.config().store().directory())
            .ask("ports", device == null ? Map.of() : Map.of("device", device));
    if (answer.isPresent()) {
      print(Arrays.asList(Json.convert(answer.get(), PortView[].class)));
      return ExitCode.OK;
    }
    return live(loaded);
  }

  private int live(ConfigOptions.Loaded loaded) {
    List<MonitoredDevice> devices =
        SettingsReader.devices(loaded.config()).stream()
            .filter(each -> device == null || device.equals(each.name()))
            .toList();
    if (devices.isEmpty()) {
      throw new CommandFailure(
          ExitCode.NOT_FOUND,
          device == null ? "no device is configured" : "no such device: " + device);
    }
    output.note("no daemon runs here; asking " + devices.size() + " now (rates need a daemon)");
    List<SinglePoll.Result> results =
        LiveDevices.poll(devices, loaded.catalog(), SettingsReader.policy(loaded.config()));
    print(
        results.stream()
            .flatMap(
                each -> each.ports().stream().map(row -> PortView.of(each.device().name(), row)))
            .toList());
    boolean allUp = true;
    for (SinglePoll.Result each : results) {
      if (each.device().reachability() != Board.Reachability.UP) {
        allUp = false;
        output.note(each.device().name() + ": " + each.device().reachabilityText());
      }
    }
    return allUp ? ExitCode.OK : ExitCode.DEVICE;
  }

  private void print(List<PortView> ports) {
    if (output.json()) {
      output.json(ports);
    } else if (ports.isEmpty()) {
      output.note(
          "no verdict can be told: no access list that was read is applied between two zones"
              + " (give the device's interfaces zones; postern poll shows what it tells)");
    } else {
      output.table(PortTable.of(ports));
    }
  }
}
