package org.postern;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.postern.poll.DeviceHistory;
import org.postern.store.RollUp;
import tools.jackson.databind.JsonNode;

/** The past of a device from the daemon that has the store open. */
record DaemonHistory(ControlClient daemon, String device) implements DeviceHistory {
  @Override
  public Contents contents(Instant from, Instant until) {
    JsonNode answer =
        ask(
            "history",
            Map.of("device", device, "from", from.toString(), "until", until.toString()));
    return Json.convert(answer, HistoryView.class).contents();
  }

  @Override
  public List<List<RollUp>> windows(List<Series> series, Instant from, Instant to) {
    if (series.isEmpty()) {
      return List.of();
    }
    String words = series.stream().map(HistoryView::word).collect(Collectors.joining(","));
    JsonNode answer =
        ask(
            "windows",
            Map.of(
                "device",
                device,
                "series",
                words,
                "from",
                from.toString(),
                "until",
                to.toString()));
    return Arrays.stream(Json.convert(answer, RollUp[][].class)).map(Arrays::asList).toList();
  }

  private JsonNode ask(String command, Map<String, String> arguments) {
    return daemon
        .ask(command, arguments)
        .orElseThrow(
            () -> new CommandFailure(ExitCode.STORE, device + ": the daemon ended meanwhile"));
  }
}
