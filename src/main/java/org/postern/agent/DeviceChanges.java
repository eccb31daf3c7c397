package org.postern.agent;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.postern.finding.Board;
import org.postern.finding.Board.DeviceRow;
import org.postern.finding.OperatorWord;
import org.snmp4j.smi.OID;
import org.snmp4j.smi.Variable;

/** What one SET asks of the writable column of posternDeviceTable. One request. */
final class DeviceChanges {
  private final OID column;
  private final Board board;
  private final Instant now;
  private final TreeMap<String, Optional<Instant>> maintenance = new TreeMap<>();

  DeviceChanges(OID arc, Board board, Instant now) {
    this.column = new OID(arc).append(1).append(2).append(1).append(PosternObjects.MAINTAIN_UNTIL);
    this.board = board;
    this.now = now;
  }

  boolean concern(OID instance) {
    return instance.startsWith(column) && instance.size() == column.size() + 1;
  }

  /**
   * Takes one variable in that is of concern.
   *
   * @throws SetException if it cannot be set, alone or beside those before it
   */
  void add(OID instance, Variable value) throws SetException {
    Optional<Instant> until = SetValues.time(value, now);
    String device =
        PosternObjects.found(board.devices(), DeviceRow::index, instance.last())
            .map(DeviceRow::name)
            .orElseThrow(() -> new SetException(SetError.NO_CREATION));
    maintenance.put(device, SetValues.same(Optional.ofNullable(maintenance.get(device)), until));
  }

  List<OperatorWord> words() {
    List<OperatorWord> words = new ArrayList<>();
    maintenance.forEach(
        (device, until) ->
            words.add(
                until
                    .<OperatorWord>map(time -> new OperatorWord.Maintain(device, time, ""))
                    .orElseGet(() -> new OperatorWord.EndMaintenance(device))));
    return words;
  }
}
