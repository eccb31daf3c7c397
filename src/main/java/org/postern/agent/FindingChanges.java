package org.postern.agent;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.postern.finding.Board;
import org.postern.finding.Finding;
import org.postern.finding.FindingState;
import org.postern.finding.OperatorWord;
import org.snmp4j.smi.Integer32;
import org.snmp4j.smi.OID;
import org.snmp4j.smi.OctetString;
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
        boolean wanted = truth(value);
        Change change = change(instance);
        change.acknowledge = Optional.of(same(change.acknowledge, wanted));
      }
      case FindingObjects.SHELVE_UNTIL -> {
        Optional<Instant> until = DateAndTime.read(octets(value));
        Change change = change(instance);
        if (until.isPresent() && !until.get().isAfter(now)) {
          throw new SetException(SetError.INCONSISTENT_VALUE);
        }
        change.shelf = Optional.of(same(change.shelf, until));
      }
      case FindingObjects.OPERATOR_NOTE -> {
        String text = note(octets(value));
        Change change = change(instance);
        change.note = Optional.of(same(change.note, text));
      }
      default -> throw new SetException(SetError.NOT_WRITABLE);
    }
    check(change(instance));
  }

  /** One variable may be named twice, but not with two values (RFC 3416 §4.2.5). */
  private static <T> T same(Optional<T> before, T now) throws SetException {
    if (before.isPresent() && !before.get().equals(now)) {
      throw new SetException(SetError.INCONSISTENT_VALUE);
    }
    return now;
  }

  /** TruthValue of SNMPv2-TC (RFC 2579). */
  private static boolean truth(Variable value) throws SetException {
    if (!(value instanceof Integer32 number)) {
      throw new SetException(SetError.WRONG_TYPE);
    }
    return switch (number.getValue()) {
      case 1 -> true;
      case 2 -> false;
      default -> throw new SetException(SetError.WRONG_VALUE);
    };
  }

  private static OctetString octets(Variable value) throws SetException {
    // Opaque is a kind of octet string in the library, and of another type on the wire.
    if (value.getSyntax() != BerReader.OCTET_STRING) {
      throw new SetException(SetError.WRONG_TYPE);
    }
    return (OctetString) value;
  }

  private static String note(OctetString value) throws SetException {
    if (value.length() > MibValues.LONGEST_TEXT) {
      throw new SetException(SetError.WRONG_LENGTH);
    }
    try {
      // SnmpAdminString is UTF-8 (RFC 3411 §5).
      String text =
          StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(value.getValue())).toString();
      if (text.chars().anyMatch(Character::isISOControl)) {
        throw new SetException(SetError.WRONG_VALUE);
      }
      return text;
    } catch (CharacterCodingException e) {
      throw new SetException(SetError.WRONG_VALUE);
    }
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
