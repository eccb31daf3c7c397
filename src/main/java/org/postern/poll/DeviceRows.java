package org.postern.poll;

import java.util.List;
import org.postern.finding.Board;

/** The rows of one device on the board, as its last poll left them; findings not yet counted. */
record DeviceRows(
    Board.DeviceRow device,
    List<Board.PortRow> ports,
    List<Board.AclRow> acls,
    List<Board.EntryRow> entries,
    List<Board.InterfaceRow> interfaces) {
  DeviceRows {
    ports = List.copyOf(ports);
    acls = List.copyOf(acls);
    entries = List.copyOf(entries);
    interfaces = List.copyOf(interfaces);
  }
}
