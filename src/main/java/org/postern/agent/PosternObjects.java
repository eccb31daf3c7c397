package org.postern.agent;

import static org.postern.agent.MibTable.scalars;
import static org.postern.agent.MibTable.table;
import static org.postern.agent.MibValues.counter;
import static org.postern.agent.MibValues.gauge;
import static org.postern.agent.MibValues.integer;
import static org.postern.agent.MibValues.quality;
import static org.postern.agent.MibValues.severity;
import static org.postern.agent.MibValues.text;
import static org.postern.agent.MibValues.time;
import static org.postern.agent.MibValues.visibility;

import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.ToIntFunction;
import org.postern.finding.Board;
import org.postern.finding.Board.DeviceRow;
import org.postern.finding.Board.InterfaceRow;
import org.postern.finding.Finding;
import org.postern.finding.MaintenanceOrder;
import org.postern.finding.Severity;
import org.snmp4j.smi.OID;
import org.snmp4j.smi.TimeTicks;
import org.snmp4j.smi.Variable;

/** The objects of POSTERN-MIB in the order of their identifiers: where each value comes from. */
final class PosternObjects {
  /** The column of posternDeviceTable that can be set. */
  static final int MAINTAIN_UNTIL = 21;

  private static final String VERSION =
      Optional.ofNullable(PosternObjects.class.getPackage().getImplementationVersion())
          .orElse("development");

  static final List<MibTable<?>> TABLES =
      List.of(
          system(),
          devices(),
          AccessListObjects.ports(),
          AccessListObjects.acls(),
          AccessListObjects.entries(),
          interfaces(),
          FindingObjects.findings(),
          FindingObjects.log());

  private PosternObjects() {}

  /** The identifier of each accessible object, by name, without an instance. */
  static Map<String, OID> names(OID arc) {
    Map<String, OID> names = new TreeMap<>();
    for (MibTable<?> table : TABLES) {
      OID parent = new OID(arc);
      table.prefix().forEach(parent::append);
      for (MibTable.Column<?> column : table.columns()) {
        names.put(column.name(), new OID(parent).append(column.number()));
      }
    }
    return names;
  }

  private static MibTable<Board> system() {
    return scalars("posternSystem", 1)
        .column(1, "posternVersion", board -> text(VERSION))
        .column(2, "posternState", board -> text(board.system().state()))
        .column(3, "posternStarted", board -> time(board.system().started()))
        .column(4, "posternBoardGeneration", board -> counter(board.generation()))
        .column(5, "posternBoardTime", board -> time(board.time()))
        .column(6, "posternDevicesTotal", board -> gauge(board.system().devicesTotal()))
        .column(7, "posternDevicesUp", board -> gauge(board.system().devicesUp()))
        .column(8, "posternDevicesDown", board -> gauge(board.system().devicesDown()))
        .column(9, "posternOpenCritical", board -> active(board, Severity.CRITICAL))
        .column(10, "posternOpenMajor", board -> active(board, Severity.MAJOR))
        .column(11, "posternOpenMinor", board -> active(board, Severity.MINOR))
        .column(12, "posternOpenWarning", board -> active(board, Severity.WARNING))
        .column(13, "posternOpenInfo", board -> active(board, Severity.INFO))
        .column(14, "posternPolls", board -> counter(board.system().polls()))
        .column(15, "posternTimeouts", board -> counter(board.system().timeouts()))
        .column(16, "posternLatePolls", board -> counter(board.system().latePolls()))
        .column(17, "posternSamplesStored", board -> counter(board.system().samplesStored()))
        .column(
            18, "posternSentNotifications", board -> counter(board.system().notificationsSent()))
        .column(
            19,
            "posternSuppressedNotifications",
            board -> counter(board.system().notificationsSuppressed()))
        .column(20, "posternLastSequence", board -> gauge(board.system().lastSequence()))
        .column(
            21,
            "posternCounterDiscontinuityTime",
            (board, mib) -> new TimeTicks(mib.discontinuities().ofSystem()))
        .column(22, "posternWorstSeverity", board -> severity(worst(board)))
        .column(23, "posternSuppressedRaises", board -> counter(board.system().suppressedRaises()))
        .build();
  }

  private static Variable active(Board board, Severity severity) {
    return gauge(
        board.findings().stream()
            .filter(finding -> finding.state().isActive() && finding.severity() == severity)
            .count());
  }

  static Optional<Severity> worst(Board board) {
    return board.findings().stream()
        .filter(finding -> finding.state().isActive())
        .map(Finding::severity)
        .min(Comparator.naturalOrder());
  }

  private static MibTable<DeviceRow> devices() {
    return table("posternDeviceTable", 2, Board::devices, 1, (row, part) -> row.index())
        .column(2, "posternDeviceName", row -> text(row.name()))
        .column(3, "posternDeviceAddressType", row -> MibValues.addressType(row.address()))
        .column(
            4,
            "posternDeviceAddress",
            row -> MibValues.address(row.address(), MibValues.LONGEST_TEXT))
        .column(5, "posternDevicePort", row -> gauge(row.port()))
        .column(6, "posternDeviceProfile", row -> text(String.join(" ", row.profiles())))
        .column(7, "posternDeviceSysObjectID", row -> objectId(row.sysObjectId()))
        .column(8, "posternDeviceSysName", row -> text(row.sysName()))
        .column(9, "posternDeviceReachability", row -> MibValues.reachability(row.reachability()))
        .column(10, "posternDeviceReachabilityText", row -> text(row.reachabilityText()))
        .column(
            11,
            "posternDeviceLastGoodPoll",
            row -> row.lastGoodPoll().map(MibValues::time).orElse(null))
        .column(
            12,
            "posternDeviceLastGoodPollAge",
            (row, mib) ->
                row.lastGoodPoll()
                    .map(last -> gauge(Duration.between(last, mib.time()).toSeconds()))
                    .orElse(null))
        .column(13, "posternDevicePollDuration", row -> gauge(row.pollDuration().toMillis()))
        .column(14, "posternDeviceResponseTime", row -> gauge(row.responseTime().toMillis()))
        .column(15, "posternDeviceConsecutiveFailures", row -> gauge(row.consecutiveFailures()))
        .column(16, "posternDeviceRestartsSeen", row -> gauge(row.restartsSeen()))
        .column(17, "posternDeviceVisibility", row -> visibility(row.visibility()))
        .column(18, "posternDeviceWorstSeverity", row -> severity(row.worstSeverity()))
        .column(19, "posternDeviceOpenFindings", row -> gauge(row.openFindings()))
        .column(20, "posternDeviceInMaintenance", row -> MibValues.truth(row.maintenance().now()))
        .column(
            MAINTAIN_UNTIL,
            "posternDeviceMaintainUntil",
            row ->
                row.maintenance()
                    .order()
                    .map(order -> time(order.until()))
                    .orElse(DateAndTime.NONE))
        .column(
            22,
            "posternDeviceMaintenanceBy",
            row -> text(row.maintenance().order().map(MaintenanceOrder::actor).orElse("")))
        .build();
  }

  private static Variable objectId(String dotted) {
    return dotted.matches("\\.?[0-2](\\.\\d{1,10}){1,127}") ? new OID(dotted) : new OID("0.0");
  }

  private static MibTable<InterfaceRow> interfaces() {
    return table(
            "posternInterfaceTable",
            6,
            Board::interfaces,
            2,
            (row, part) -> part == 0 ? row.deviceIndex() : row.interfaceIndex())
        .column(
            2,
            "posternInterfaceDeviceName",
            (row, mib) -> text(deviceName(mib.board(), row.deviceIndex())))
        .column(3, "posternInterfaceIfIndex", row -> integer(row.ifIndex()))
        .column(4, "posternInterfaceName", row -> text(row.name()))
        .column(5, "posternInterfaceAlias", row -> text(row.alias()))
        .column(6, "posternInterfaceOperStatus", row -> integer(row.ifOperStatus()))
        .column(7, "posternInterfaceInBits", row -> MibValues.gauge64(row.inBits()))
        .column(8, "posternInterfaceOutBits", row -> MibValues.gauge64(row.outBits()))
        .column(9, "posternInterfaceInPackets", row -> MibValues.perSecond(row.inPackets()))
        .column(10, "posternInterfaceOutPackets", row -> MibValues.perSecond(row.outPackets()))
        .column(11, "posternInterfaceInErrors", row -> MibValues.perThousandSeconds(row.inErrors()))
        .column(
            12, "posternInterfaceOutErrors", row -> MibValues.perThousandSeconds(row.outErrors()))
        .column(
            13, "posternInterfaceInDiscards", row -> MibValues.perThousandSeconds(row.inDiscards()))
        .column(
            14,
            "posternInterfaceOutDiscards",
            row -> MibValues.perThousandSeconds(row.outDiscards()))
        .column(15, "posternInterfaceUtilisation", row -> gauge(row.utilisation(), 10_000))
        .column(16, "posternInterfaceQuality", row -> quality(row.quality()))
        .column(17, "posternInterfaceBaseline", row -> integer(row.baseline().number()))
        .build();
  }

  /** The name of a device by its index, or empty if its row is gone. */
  static String deviceName(Board board, int index) {
    return found(board.devices(), DeviceRow::index, index).map(DeviceRow::name).orElse("");
  }

  /** Looks a row up by binary search; the rows are in the order of {@code key}. */
  static <R> Optional<R> found(List<R> rows, ToIntFunction<R> key, int wanted) {
    int low = 0;
    int high = rows.size() - 1;
    while (low <= high) {
      int middle = (low + high) >>> 1;
      int order = Integer.compare(key.applyAsInt(rows.get(middle)), wanted);
      if (order == 0) {
        return Optional.of(rows.get(middle));
      }
      if (order < 0) {
        low = middle + 1;
      } else {
        high = middle - 1;
      }
    }
    return Optional.empty();
  }
}
