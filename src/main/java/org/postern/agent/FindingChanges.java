package org.postern.agent;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.postern.finding.Board;
import org.postern.finding.Finding;
import org.postern.finding.FindingState;
import org.postern.finding.OperatorWord;
import org.snmp4j.smi.OID;
import org.snmp4j.smi.Variable;

/**
 * What one SET asks of the writable columns of posternFindingTable, put together from its variables
 * (RFC 3416 §4.2.5). One request.
 */
final class FindingChanges {
  private final OID columns;
  private final Board board;
  private final Instant now;
  private final TreeMap<Long, Change> changes = new TreeMap<>();

  /** What is asked of one finding. */
  private static final class Change {
    private final Finding finding;
    private Optional<Boolean> acknowledge = Optional.empty();
    private Optional<Optional<Instant>> shelf = Optional.empty();
    private Optional<String> note = Optional.empty();

    private Change(Finding finding) {
      this.finding = finding;
    }
  }

  FindingChanges(OID arc, Board board, Instant now) {
    this.columns = new OID(arc).append(1).append(8).append(1);
    this.board = board;
    this.now = now;
  }

  /**
   * Takes one variable in.
   *
   * @throws SetException if it cannot be set, alone or beside those before it
   */
  void add(OID instance, Variable value) throws SetException {
    if (!instance.startsWith(columns) || instance.size() != columns.size() + 2) {
      throw new SetException(SetError.NOT_WRITABLE);
    }
    switch (instance.get(columns.size())) {
      case FindingObjects.ACKNOWLEDGE -> {
        boolean wanted = SetValues.truth(value);
        Change change = change(instance);
        change.acknowledge = Optional.of(SetValues.same(change.acknowledge, wanted));
      }
      case FindingObjects.SHELVE_UNTIL -> {
        Optional<Instant> until = SetValues.time(value, now);
        Change change = change(instance);
        change.shelf = Optional.of(SetValues.same(change.shelf, until));
      }
      case FindingObjects.OPERATOR_NOTE -> {
        String text = SetValues.note(value);
        Change change = change(instance);
        change.note = Optional.of(SetValues.same(change.note, text));
      }
      default -> throw new SetException(SetError.NOT_WRITABLE);
    }
    check(change(instance));
  }

  /** The finding's changes so far; rows come from polls, not from managers. */
  private Change change(OID instance) throws SetException {
    long number = Integer.toUnsignedLong(instance.last());
    Change change = changes.get(number);
    if (change == null) {
      Finding finding =
          board.findings().stream()
              .filter(each -> each.number() == number)
              .findFirst()
              .orElseThrow(() -> new SetException(SetError.NO_CREATION));
      change = new Change(finding);
      changes.put(number, change);
    }
    return change;
  }

  private static void check(Change change) throws SetException {
    boolean shelves = change.shelf.map(Optional::isPresent).orElse(false);
    boolean acknowledges = change.acknowledge.orElse(false);
    boolean takesBack =
        change.acknowledge.isPresent()
            && !acknowledges
            && change.finding.state() == FindingState.ACKNOWLEDGED;
    if (!change.finding.state().isActive() || (shelves && acknowledges) || takesBack) {
      throw new SetException(SetError.INCONSISTENT_VALUE);
    }
  }

  /** The same as words, the note of a finding before the rest. */
  List<OperatorWord> words() {
    List<OperatorWord> words = new ArrayList<>();
    changes.forEach(
        (number, change) -> {
          change.note.ifPresent(text -> words.add(new OperatorWord.Note(number, text)));
          change.shelf.ifPresent(
              until ->
                  words.add(
                      until
                          .<OperatorWord>map(time -> new OperatorWord.Shelve(number, time))
                          .orElseGet(() -> new OperatorWord.Unshelve(number))));
          if (change.acknowledge.orElse(false)) {
            words.add(new OperatorWord.Acknowledge(number, ""));
          }
        });
    return words;
  }
}
