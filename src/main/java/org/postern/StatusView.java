package org.postern;

import java.util.List;
import org.postern.finding.Board;

/**
 * How the daemon is, as it tells commands.
 *
 * @param time of the board, ISO 8601
 * @param silent names of devices that did not answer their last poll, or refused the credential
 */
record StatusView(
    String time,
    int devices,
    int up,
    long polls,
    long timeouts,
    long latePolls,
    List<String> silent) {
  static StatusView of(Board board) {
    Board.SystemStatus system = board.system();
    return new StatusView(
        board.time().toString(),
        system.devicesTotal(),
        system.devicesUp(),
        system.polls(),
        system.timeouts(),
        system.latePolls(),
        board.devices().stream().filter(StatusView::isSilent).map(Board.DeviceRow::name).toList());
  }

  private static boolean isSilent(Board.DeviceRow device) {
    return switch (device.reachability()) {
      case NO_RESPONSE, AUTH_FAILURE -> true;
      case UP, PARTIAL, UNKNOWN -> false;
    };
  }
}
