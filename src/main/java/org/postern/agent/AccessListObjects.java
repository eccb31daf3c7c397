package org.postern.agent;

import static org.postern.agent.MibTable.table;
import static org.postern.agent.MibValues.counter;
import static org.postern.agent.MibValues.gauge;
import static org.postern.agent.MibValues.integer;
import static org.postern.agent.MibValues.perThousandSeconds;
import static org.postern.agent.MibValues.quality;
import static org.postern.agent.MibValues.text;
import static org.postern.agent.MibValues.time;
import static org.postern.agent.MibValues.verdict;
import static org.postern.agent.MibValues.visibility;

import java.util.Optional;
import org.postern.finding.Board;
import org.postern.finding.Board.AclRow;
import org.postern.finding.Board.EntryRow;
import org.postern.finding.Board.PortRow;
import org.snmp4j.smi.TimeTicks;

/** posternPortTable, posternAclTable and posternAclEntryTable. */
final class AccessListObjects {
  private AccessListObjects() {}

  static MibTable<PortRow> ports() {
    return table(
            "posternPortTable",
            3,
            Board::ports,
            3,
            (row, part) ->
                switch (part) {
                  case 0 -> row.deviceIndex();
                  case 1 -> row.crossingIndex();
                  default -> row.port().number();
                })
        .column(3, "posternPortName", row -> text(row.port().serviceName()))
        .column(
            4,
            "posternPortDeviceName",
            (row, mib) -> text(PosternObjects.deviceName(mib.board(), row.deviceIndex())))
        .column(5, "posternPortCrossingName", row -> text(row.crossingName()))
        .column(6, "posternPortVerdict", row -> verdict(Optional.of(row.verdict().verdict())))
        .column(7, "posternPortExpected", row -> verdict(row.expected()))
        .column(8, "posternPortConformance", row -> MibValues.conformance(row.conformance()))
        .column(9, "posternPortDeciding", row -> text(row.decidingText()))
        .column(10, "posternPortPermitHits", row -> counter(row.permitHits()))
        .column(11, "posternPortDenyHits", row -> counter(row.denyHits()))
        .column(
            12,
            "posternPortHitsDiscontinuity",
            (row, mib) -> new TimeTicks(mib.discontinuities().of(row)))
        .column(13, "posternPortPermitRate", row -> perThousandSeconds(row.permitRate()))
        .column(14, "posternPortDenyRate", row -> perThousandSeconds(row.denyRate()))
        .column(15, "posternPortSince", row -> time(row.since()))
        .column(16, "posternPortVisibility", row -> visibility(row.verdict().visibility()))
        .column(17, "posternPortQuality", row -> quality(row.quality()))
        .column(18, "posternPortBaseline", row -> integer(row.baseline().number()))
        .build();
  }

  static MibTable<AclRow> acls() {
    return table(
            "posternAclTable",
            4,
            Board::acls,
            2,
            (row, part) -> part == 0 ? row.deviceIndex() : row.aclIndex())
        .column(
            2,
            "posternAclDeviceName",
            (row, mib) -> text(PosternObjects.deviceName(mib.board(), row.deviceIndex())))
        .column(3, "posternAclName", row -> text(row.name()))
        .column(4, "posternAclSource", row -> text(row.source()))
        .column(5, "posternAclInterface", row -> text(row.boundInterface()))
        .column(6, "posternAclDirection", row -> MibValues.direction(row.direction()))
        .column(7, "posternAclEntries", row -> gauge(row.entryCount()))
        .column(8, "posternAclMailEntries", row -> gauge(row.mailEntries()))
        .column(9, "posternAclImplicitAction", row -> MibValues.action(row.implicitAction()))
        .column(10, "posternAclVisibility", row -> visibility(row.visibility()))
        .column(11, "posternAclLastChanged", row -> time(row.lastChanged()))
        .column(12, "posternAclDigest", row -> text(row.digest()))
        .column(13, "posternAclComplete", row -> MibValues.truth(row.complete()))
        .build();
  }

  static MibTable<EntryRow> entries() {
    return table(
            "posternAclEntryTable",
            5,
            Board::entries,
            3,
            (row, part) ->
                switch (part) {
                  case 0 -> row.deviceIndex();
                  case 1 -> row.aclIndex();
                  default -> row.entryIndex();
                })
        .column(2, "posternAclEntryAclName", (row, mib) -> text(aclName(mib.board(), row)))
        .column(3, "posternAclEntryId", row -> text(row.entryId()))
        .column(4, "posternAclEntryOrder", row -> gauge(row.order()))
        .column(5, "posternAclEntryAction", row -> MibValues.action(Optional.of(row.action())))
        .column(6, "posternAclEntryProtocol", row -> text(row.protocol()))
        .column(7, "posternAclEntrySource", row -> text(row.source()))
        .column(8, "posternAclEntryDestination", row -> text(row.destination()))
        .column(9, "posternAclEntryPorts", row -> text(row.ports()))
        .column(10, "posternAclEntryText", row -> text(row.text()))
        .column(11, "posternAclEntryHits", row -> MibValues.counter(row.hits()))
        .column(
            12,
            "posternAclEntryHitsDiscontinuity",
            (row, mib) -> new TimeTicks(mib.discontinuities().of(row)))
        .column(13, "posternAclEntryHitRate", row -> perThousandSeconds(row.hitRate()))
        .column(14, "posternAclEntryHitQuality", row -> quality(row.hitRate().quality()))
        .column(15, "posternAclEntryMailPorts", row -> MibValues.mailPorts(row.mailPorts()))
        .column(16, "posternAclEntryCover", row -> MibValues.cover(row.cover()))
        .column(17, "posternAclEntryCoveredBy", row -> text(String.join(", ", row.coveredBy())))
        .build();
  }

  private static String aclName(Board board, EntryRow entry) {
    int low = 0;
    int high = board.acls().size() - 1;
    while (low <= high) {
      int middle = (low + high) >>> 1;
      AclRow row = board.acls().get(middle);
      int order = Integer.compare(row.deviceIndex(), entry.deviceIndex());
      if (order == 0) {
        order = Integer.compare(row.aclIndex(), entry.aclIndex());
      }
      if (order == 0) {
        return row.name();
      }
      if (order < 0) {
        low = middle + 1;
      } else {
        high = middle - 1;
      }
    }
    return "";
  }
}
