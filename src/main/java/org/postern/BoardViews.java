package org.postern;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.postern.finding.Board;

/** The board's rows in the form that commands print. */
final class BoardViews {
  private BoardViews() {}

  /** Ports of one device, or of all; in the order of the board. */
  static List<PortView> ports(Board board, Optional<String> device) {
    Map<Integer, String> names = new HashMap<>();
    board.devices().forEach(row -> names.put(row.index(), row.name()));
    return board.ports().stream()
        .map(row -> PortView.of(names.getOrDefault(row.deviceIndex(), "?"), row))
        .filter(view -> device.isEmpty() || device.get().equals(view.device()))
        .toList();
  }

  /** Since when each access list that an explanation speaks of is as it is. */
  static List<String> lastChanges(Board board, String device, List<String> explanation) {
    Set<Integer> indexes =
        board.devices().stream()
            .filter(row -> row.name().equals(device))
            .map(Board.DeviceRow::index)
            .collect(Collectors.toSet());
    return board.acls().stream()
        .filter(row -> indexes.contains(row.deviceIndex()))
        .filter(
            row ->
                explanation.stream()
                    .anyMatch(line -> line.startsWith("access list " + row.name() + " (")))
        .map(
            row ->
                "access list %s is as it is since %s (postern diff %s shows the change)"
                    .formatted(
                        row.name(), PlainOutput.minute(row.lastChanged().toString()), device))
        .toList();
  }
}
