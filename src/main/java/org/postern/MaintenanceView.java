package org.postern;

import java.util.List;
import java.util.Optional;
import org.postern.finding.Board;
import org.postern.finding.MaintenanceOrder;

/**
 * A device in maintenance as the command line shows it; also its JSON.
 *
 * @param until empty if only the schedule has it in maintenance, as are {@code since} and {@code
 *     by}
 * @param since when it was ordered last
 */
record MaintenanceView(
    String device,
    Optional<String> until,
    Optional<String> since,
    Optional<String> by,
    String note) {
  static List<MaintenanceView> of(Board board) {
    return board.devices().stream()
        .filter(row -> row.maintenance().now() || row.maintenance().order().isPresent())
        .map(row -> of(row.name(), row.maintenance().order()))
        .toList();
  }

  private static MaintenanceView of(String device, Optional<MaintenanceOrder> order) {
    return new MaintenanceView(
        device,
        order.map(each -> each.until().toString()),
        order.map(each -> each.since().toString()),
        order.map(MaintenanceOrder::actor),
        order.map(MaintenanceOrder::note).orElse(""));
  }
}
