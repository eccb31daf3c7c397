package org.postern.agent;

import static org.postern.agent.MibValues.gauge;
import static org.postern.agent.MibValues.integer;
import static org.postern.agent.MibValues.text;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.postern.finding.Board;
import org.postern.finding.Board.DeviceRow;
import org.postern.finding.Evidence;
import org.postern.finding.Finding;
import org.postern.finding.Severity;
import org.postern.finding.Transition;
import org.snmp4j.smi.OID;
import org.snmp4j.smi.Variable;
import org.snmp4j.smi.VariableBinding;

/**
 * A notification of POSTERN-MIB: its type and the values of its objects, in the order of the MIB;
 * immutable.
 *
 * @param number its last sub-identifier below posternNotifications
 */
record Notification(int number, List<Variable> values) {
  static final int CLEARED = 101;
  static final int CHANGED = 102;
  static final int SUPPRESSED = 103;
  static final int HEARTBEAT = 104;

  /** Below posternObjects: posternNotifyObjects. */
  private static final int OBJECTS = 10;

  /**
   * The objects of every notification, without the prefix posternNotify. Those after Text are not
   * in OBJECTS, which must stay as it was published (RFC 2578 §10.3), but may follow it (RFC 3416
   * §4.2.6).
   */
  static final List<String> OBJECT_NAMES =
      List.of(
          "Sequence",
          "FindingNumber",
          "Kind",
          "Severity",
          "State",
          "DeviceName",
          "DeviceAddressType",
          "DeviceAddress",
          "Port",
          "Crossing",
          "Entry",
          "Observed",
          "Expected",
          "Text",
          "Cause");

  Notification {
    values = List.copyOf(values);
    if (values.size() != OBJECT_NAMES.size()) {
      throw new IllegalArgumentException("one value for each object: " + values.size());
    }
  }

  /** Tells of {@code transition}; the device's address is looked up on {@code board}. */
  static Notification of(Transition transition, Board board) {
    Finding finding = transition.finding();
    String device = finding.key().subject().device();
    String address =
        board.devices().stream()
            .filter(row -> row.name().equals(device))
            .findFirst()
            .map(DeviceRow::address)
            .orElse("");
    Evidence evidence = finding.evidence();
    return new Notification(
        number(transition),
        List.of(
            gauge(transition.sequence()),
            gauge(finding.number()),
            integer(finding.key().kind().number()),
            MibValues.severity(Optional.of(finding.severity())),
            MibValues.state(finding.state()),
            brief(device),
            MibValues.addressType(address),
            MibValues.address(address, MibValues.LONGEST_NOTIFIED_TEXT),
            MibValues.port(finding.key().subject().port()),
            brief(evidence.crossing()),
            brief(evidence.entry()),
            brief(evidence.observed()),
            brief(evidence.expected()),
            text(evidence.text()),
            FindingObjects.cause(evidence)));
  }

  static Notification heartbeat(Board board) {
    Optional<Severity> worst = PosternObjects.worst(board);
    long open = board.findings().stream().filter(f -> f.state().isActive()).count();
    return about(
        HEARTBEAT,
        board,
        worst,
        open + " open",
        "Postern is running: "
            + board.system().devicesUp()
            + " of "
            + board.system().devicesTotal()
            + " devices up, "
            + open
            + " findings open");
  }

  static Notification suppressed(Suppression.Summary summary, Board board) {
    String kinds = summary.kinds().isEmpty() ? "" : " (" + summary.kinds() + ")";
    return about(
        SUPPRESSED,
        board,
        summary.worst(),
        Long.toString(summary.count()),
        summary.count()
            + " notifications were not sent"
            + kinds
            + "; posternFindingLogTable has them");
  }

  private static Notification about(
      int number, Board board, Optional<Severity> severity, String observed, String text) {
    return new Notification(
        number,
        List.of(
            gauge(board.system().lastSequence()),
            gauge(0),
            integer(0),
            MibValues.severity(severity),
            integer(0),
            text(""),
            integer(0),
            text(""),
            gauge(0),
            text(""),
            text(""),
            brief(observed),
            text(""),
            text(text),
            gauge(0)));
  }

  private static int number(Transition transition) {
    return switch (transition.type()) {
      case RAISED -> transition.finding().key().kind().number();
      case CLEARED -> CLEARED;
      case CHANGED, ACKNOWLEDGED, SHELVED, UNSHELVED -> CHANGED;
    };
  }

  private static Variable brief(String text) {
    return text(text, MibValues.LONGEST_NOTIFIED_TEXT);
  }

  /** The value of snmpTrapOID.0. */
  OID type(OID arc) {
    return new OID(arc).append(0).append(number);
  }

  Announcement announcement(OID arc) {
    return new Announcement(type(arc), bindings(arc));
  }

  /** All objects, each with the instance identifier .0. */
  List<VariableBinding> bindings(OID arc) {
    List<VariableBinding> bindings = new ArrayList<>();
    for (int i = 0; i < values.size(); i++) {
      OID instance = new OID(arc).append(1).append(OBJECTS).append(i + 1).append(0);
      bindings.add(new VariableBinding(instance, values.get(i)));
    }
    return bindings;
  }
}
