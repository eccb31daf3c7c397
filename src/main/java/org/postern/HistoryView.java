package org.postern;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.postern.poll.DeviceHistory;
import org.postern.store.AccessListJson;
import org.postern.store.RollUp;

/**
 * What a device's past consists of, as it goes over the control socket.
 *
 * @param lists as {@link AccessListJson} writes them
 */
record HistoryView(
    List<DeviceHistory.Line> interfaces,
    List<DeviceHistory.Counter> entries,
    List<String> lists,
    List<DeviceHistory.Epoch> epochs) {
  private static final String HITS = "hits";

  static HistoryView of(DeviceHistory history, ControlRequest request) {
    DeviceHistory.Contents contents =
        history.contents(time(request, "from"), time(request, "until"));
    return new HistoryView(
        contents.interfaces(),
        contents.entries(),
        contents.lists().stream()
            .map(list -> new String(AccessListJson.write(list), StandardCharsets.UTF_8))
            .toList(),
        contents.epochs());
  }

  DeviceHistory.Contents contents() {
    return new DeviceHistory.Contents(
        interfaces,
        entries,
        lists.stream()
            .map(text -> AccessListJson.read(text.getBytes(StandardCharsets.UTF_8)))
            .toList(),
        epochs);
  }

  static List<List<RollUp>> windows(DeviceHistory history, ControlRequest request) {
    List<DeviceHistory.Series> series =
        Stream.of(request.argument("series").split(",", -1)).map(HistoryView::series).toList();
    return history.windows(series, time(request, "from"), time(request, "until"));
  }

  /** A series as one word of a request: "hits.2.17" or "interface.3.0". */
  static String word(DeviceHistory.Series series) {
    return (series.hits() ? HITS : "interface") + "." + series.first() + "." + series.second();
  }

  private static DeviceHistory.Series series(String word) {
    String[] parts = word.split("\\.", -1);
    return new DeviceHistory.Series(
        parts[0].equals(HITS), Integer.parseInt(parts[1]), Integer.parseInt(parts[2]));
  }

  private static Instant time(ControlRequest request, String name) {
    return Instant.parse(request.argument(name));
  }
}
