package org.postern;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
}
