package org.postern.agent;

import static org.postern.agent.MibTable.table;
import static org.postern.agent.MibValues.gauge;
import static org.postern.agent.MibValues.integer;
import static org.postern.agent.MibValues.severity;
import static org.postern.agent.MibValues.state;
import static org.postern.agent.MibValues.text;
import static org.postern.agent.MibValues.time;

import java.util.List;
import java.util.Optional;
import org.postern.finding.Board;
import org.postern.finding.Evidence;
import org.postern.finding.Finding;
import org.postern.finding.FindingState;
import org.postern.finding.Transition;
import org.snmp4j.smi.Variable;

/** posternFindingTable and posternFindingLogTable. */
final class FindingObjects {
  /** The columns that can be set. */
  static final int ACKNOWLEDGE = 19;

  static final int SHELVE_UNTIL = 20;
  static final int OPERATOR_NOTE = 21;

  private static final long MAX_UNSIGNED = 0xffff_ffffL;

  private FindingObjects() {}

  static MibTable<Finding> findings() {
    return table(
            "posternFindingTable", 8, FindingObjects::rows, 1, (row, part) -> (int) row.number())
        .column(2, "posternFindingKind", row -> integer(row.key().kind().number()))
        .column(3, "posternFindingSeverity", row -> severity(Optional.of(row.severity())))
        .column(4, "posternFindingState", row -> state(row.state()))
        .column(5, "posternFindingDeviceName", row -> text(row.key().subject().device()))
        .column(6, "posternFindingObject", row -> text(row.key().subject().object()))
        .column(7, "posternFindingPort", row -> MibValues.port(row.key().subject().port()))
        .column(8, "posternFindingCrossing", row -> text(row.evidence().crossing()))
        .column(9, "posternFindingFirstSeen", row -> time(row.firstSeen()))
        .column(10, "posternFindingLastSeen", row -> time(row.lastSeen()))
        .column(11, "posternFindingOccurrences", row -> gauge(row.occurrences()))
        .column(12, "posternFindingRuleText", row -> text(row.evidence().entry()))
        .column(13, "posternFindingObserved", row -> text(row.evidence().observed()))
        .column(14, "posternFindingExpected", row -> text(row.evidence().expected()))
        .column(15, "posternFindingText", row -> text(row.evidence().text()))
        .column(16, "posternFindingQuality", row -> MibValues.quality(row.evidence().quality()))
        .column(
            17,
            "posternFindingShelvedUntil",
            row -> row.shelvedUntil().map(MibValues::time).orElse(null))
        .column(18, "posternFindingNote", row -> text(row.note()))
        .column(
            ACKNOWLEDGE,
            "posternFindingAcknowledge",
            row -> MibValues.truth(row.state() == FindingState.ACKNOWLEDGED))
        .column(
            SHELVE_UNTIL,
            "posternFindingShelveUntil",
            row -> row.shelvedUntil().map(MibValues::time).orElse(DateAndTime.NONE))
        .column(OPERATOR_NOTE, "posternFindingOperatorNote", row -> text(row.note()))
        .column(22, "posternFindingCause", row -> cause(row.evidence()))
        .build();
  }

  static MibTable<Transition> log() {
    return table(
            "posternFindingLogTable",
            9,
            FindingObjects::steps,
            1,
            (row, part) -> (int) row.sequence())
        .column(2, "posternFindingLogTime", row -> time(row.time()))
        .column(3, "posternFindingLogTransition", row -> MibValues.transition(row.type()))
        .column(4, "posternFindingLogFindingNumber", row -> gauge(row.finding().number()))
        .column(5, "posternFindingLogKind", row -> integer(row.finding().key().kind().number()))
        .column(
            6, "posternFindingLogSeverity", row -> severity(Optional.of(row.finding().severity())))
        .column(7, "posternFindingLogState", row -> state(row.finding().state()))
        .column(
            8, "posternFindingLogDeviceName", row -> text(row.finding().key().subject().device()))
        .column(9, "posternFindingLogObject", row -> text(row.finding().key().subject().object()))
        .column(
            10,
            "posternFindingLogPort",
            row -> MibValues.port(row.finding().key().subject().port()))
        .column(11, "posternFindingLogText", row -> text(row.finding().evidence().text()))
        .column(12, "posternFindingLogActor", row -> text(row.actor()))
        .column(13, "posternFindingLogCause", row -> cause(row.finding().evidence()))
        .build();
  }

  /** The number of what probably brought a finding about; 0 if nothing known did. */
  static Variable cause(Evidence evidence) {
    return gauge(evidence.cause().orElse(0));
  }

  /** Numbers beyond 32 bits cannot be an index; they would wrap onto other rows. */
  private static List<Finding> rows(Board board) {
    List<Finding> all = board.findings();
    return all.stream().allMatch(row -> fits(row.number()))
        ? all
        : all.stream().filter(row -> fits(row.number())).toList();
  }

  private static List<Transition> steps(Board board) {
    List<Transition> all = board.log();
    return all.stream().allMatch(row -> fits(row.sequence()))
        ? all
        : all.stream().filter(row -> fits(row.sequence())).toList();
  }

  private static boolean fits(long index) {
    return index > 0 && index <= MAX_UNSIGNED;
  }
}
