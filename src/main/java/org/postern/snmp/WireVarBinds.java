package org.postern.snmp;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.snmp4j.smi.SMIConstants;
import org.snmp4j.smi.VariableBinding;

/**
 * The variable bindings of one answer as they came (RFC 3416 §3, encoded by X.690), checked and
 * decoded one by one on demand: most of a table is the same as a minute ago, and to see that takes
 * no decoding. Immutable.
 */
final class WireVarBinds {
  /** Of an answer that has none. */
  static final WireVarBinds NONE = new WireVarBinds(new byte[0], new int[0]);

  private static final int SEQUENCE = 0x30;
  private static final int OBJECT_ID = SMIConstants.SYNTAX_OBJECT_IDENTIFIER;
  private static final int CONTINUED = 0x80;

  private final byte[] octets;

  /** Where the name and where the value of each begins, in turn, and where the last one ends. */
  private final int[] starts;

  private WireVarBinds(byte[] octets, int[] starts) {
    this.octets = octets;
    this.starts = starts;
  }

  /**
   * Takes the content of a VarBindList.
   *
   * @throws IOException if it is not one, or holds a value that its syntax does not allow
   */
  static WireVarBinds of(byte[] octets) throws IOException {
    int[] starts = new int[128];
    int count = 0;
    int at = 0;
    while (at < octets.length) {
      int end = end(octets, at, octets.length, SEQUENCE);
      int name = content(octets, at);
      int value = end(octets, name, end, OBJECT_ID);
      checkName(octets, content(octets, name), value);
      checkValue(octets, value, end);
      if (count + 3 > starts.length) {
        starts = Arrays.copyOf(starts, 2 * starts.length);
      }
      starts[count++] = name;
      starts[count++] = value;
      at = end;
    }
    starts[count++] = at;
    return new WireVarBinds(octets, Arrays.copyOf(starts, count));
  }

  /** Encodes what was made, or decoded by snmp4j, and not read. */
  static WireVarBinds of(List<? extends VariableBinding> bindings) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      for (VariableBinding each : bindings) {
        each.encodeBER(out);
      }
      return of(out.toByteArray());
    } catch (IOException e) {
      throw new UncheckedIOException("cannot be encoded", e);
    }
  }

  int size() {
    return starts.length / 2;
  }

  /** Octets of all of it. */
  int octets() {
    return octets.length;
  }

  List<VarBind> all() {
    return IntStream.range(0, size()).mapToObj(this::get).toList();
  }

  VarBind get(int position) {
    return new VarBind(name(position), value(position));
  }

  /** The name; one without sub-identifiers counts as 0.0. */
  Oid name(int position) {
    int from = content(octets, starts[2 * position]);
    int to = starts[2 * position + 1];
    if (from == to) {
      return Oid.of(0, 0);
    }
    return oid(from, to);
  }

  SnmpValue value(int position) {
    int at = starts[2 * position + 1];
    int from = content(octets, at);
    int to = valueEnd(position);
    return switch (octets[at] & 0xff) {
      case SMIConstants.SYNTAX_INTEGER -> new SnmpValue.Int((int) signed(from, to));
      case SMIConstants.SYNTAX_COUNTER32 -> new SnmpValue.Counter32(unsigned(from, to));
      case SMIConstants.SYNTAX_GAUGE32 -> new SnmpValue.Gauge32(unsigned(from, to));
      case SMIConstants.SYNTAX_TIMETICKS -> new SnmpValue.TimeTicks(unsigned(from, to));
      case SMIConstants.SYNTAX_COUNTER64 -> new SnmpValue.Counter64(unsigned(from, to));
      case OBJECT_ID -> new SnmpValue.ObjectId(from == to ? Oid.of(0, 0) : oid(from, to));
      case SMIConstants.SYNTAX_IPADDRESS ->
          new SnmpValue.IpAddress(Arrays.copyOfRange(octets, from, to));
      case SMIConstants.SYNTAX_OPAQUE -> new SnmpValue.Opaque(Arrays.copyOfRange(octets, from, to));
      case SMIConstants.SYNTAX_OCTET_STRING ->
          new SnmpValue.Octets(Arrays.copyOfRange(octets, from, to));
      default -> exception(octets[at] & 0xff);
    };
  }

  /** What stands for no value (RFC 3416 §3); NULL for any other syntax. */
  static SnmpValue exception(int syntax) {
    return switch (syntax) {
      case SMIConstants.EXCEPTION_NO_SUCH_OBJECT -> new SnmpValue.Absent("noSuchObject");
      case SMIConstants.EXCEPTION_NO_SUCH_INSTANCE -> new SnmpValue.Absent("noSuchInstance");
      case SMIConstants.EXCEPTION_END_OF_MIB_VIEW -> new SnmpValue.Absent("endOfMibView");
      default -> SnmpRecording.NULL;
    };
  }

  /** Whether it is noSuchObject, noSuchInstance or endOfMibView. */
  boolean isException(int position) {
    return (octets[starts[2 * position + 1]] & CONTINUED) != 0;
  }

  /** Whether the value is an integer, counter, gauge or time. */
  boolean isNumber(int position) {
    return switch (octets[starts[2 * position + 1]]) {
      case SMIConstants.SYNTAX_INTEGER,
          SMIConstants.SYNTAX_COUNTER32,
          SMIConstants.SYNTAX_GAUGE32,
          SMIConstants.SYNTAX_TIMETICKS,
          SMIConstants.SYNTAX_COUNTER64 ->
          true;
      default -> false;
    };
  }

  /** Whether the name is this one or below it. */
  boolean isBelow(int position, EncodedOid root) {
    int from = content(octets, starts[2 * position]);
    return root.isPrefixOf(octets, from, starts[2 * position + 1]);
  }

  /** Whether the name is below {@code entry}, with a column and an index. */
  boolean isCellOf(int position, EncodedOid entry) {
    return isBelow(position, entry) && indexStart(position, entry) < starts[2 * position + 1];
  }

  /** The sub-identifier behind {@code entry}, for a cell of it. */
  int columnOf(int position, EncodedOid entry) {
    int number = 0;
    for (int i = columnStart(position, entry); ; i++) {
      number = number << 7 | (octets[i] & 0x7f);
      if ((octets[i] & CONTINUED) == 0) {
        return number;
      }
    }
  }

  /** What is behind the column, for a cell of {@code entry}. */
  Oid indexOf(int position, EncodedOid entry) {
    return Oid.wrapping(numbers(indexStart(position, entry), starts[2 * position + 1], 0));
  }

  /** Whether that is this index. */
  boolean hasIndex(int position, EncodedOid entry, Oid index) {
    int at = indexStart(position, entry);
    int end = starts[2 * position + 1];
    for (int i = 0; i < index.length(); i++) {
      int number = 0;
      boolean more = true;
      while (more) {
        if (at == end) {
          return false;
        }
        number = number << 7 | (octets[at] & 0x7f);
        more = (octets[at] & CONTINUED) != 0;
        at++;
      }
      if (number != index.at(i)) {
        return false;
      }
    }
    return at == end;
  }

  private int columnStart(int position, EncodedOid entry) {
    return content(octets, starts[2 * position]) + entry.size();
  }

  /** Where the index begins; the end of the name if there is no column. */
  private int indexStart(int position, EncodedOid entry) {
    int end = starts[2 * position + 1];
    for (int i = columnStart(position, entry); i < end; i++) {
      if ((octets[i] & CONTINUED) == 0) {
        return i + 1;
      }
    }
    return end;
  }

  /** Whether the name comes after that of the other in the order of RFC 3416 §4.2.2. */
  boolean isAfter(int position, WireVarBinds other, int otherPosition) {
    return EncodedOid.compare(
            octets,
            content(octets, starts[2 * position]),
            starts[2 * position + 1],
            other.octets,
            content(other.octets, other.starts[2 * otherPosition]),
            other.starts[2 * otherPosition + 1])
        > 0;
  }

  /** Whether the name comes after this one. */
  boolean isAfter(int position, EncodedOid other) {
    int from = content(octets, starts[2 * position]);
    return other.compareTo(octets, from, starts[2 * position + 1]) < 0;
  }

  /** Adds name and value as they came to {@code digest}, or of the value only the syntax. */
  void addTo(DigestInput digest, int position, boolean valueToo) {
    int from = starts[2 * position];
    int to = valueToo ? valueEnd(position) : starts[2 * position + 1] + 1;
    digest.add(octets, from, to);
  }

  private int valueEnd(int position) {
    int at = starts[2 * position + 1];
    return content(octets, at) + length(octets, at);
  }

  private long signed(int from, int to) {
    return number(octets[from], from + 1, to);
  }

  /** Some agents leave the leading zero out. */
  private long unsigned(int from, int to) {
    return number(0, from, to);
  }

  private long number(long leading, int from, int to) {
    long number = leading;
    for (int i = from; i < to; i++) {
      number = number << 8 | (octets[i] & 0xff);
    }
    return number;
  }

  private Oid oid(int from, int to) {
    int[] numbers = numbers(from, to, 1);
    // The first two share one number (X.690 §8.19.4).
    numbers[0] = Integer.compareUnsigned(numbers[1], 80) < 0 ? numbers[1] / 40 : 2;
    numbers[1] -= 40 * numbers[0];
    return Oid.wrapping(numbers);
  }

  /** The sub-identifiers between two positions, behind {@code room} more. */
  private int[] numbers(int from, int to, int room) {
    int count = room;
    for (int i = from; i < to; i++) {
      count += (octets[i] & CONTINUED) == 0 ? 1 : 0;
    }
    int[] numbers = new int[count];
    int position = room;
    int number = 0;
    for (int i = from; i < to; i++) {
      number = number << 7 | (octets[i] & 0x7f);
      if ((octets[i] & CONTINUED) == 0) {
        numbers[position++] = number;
        number = 0;
      }
    }
    return numbers;
  }

  private static void checkName(byte[] octets, int from, int to) throws IOException {
    if (to > from && (octets[to - 1] & CONTINUED) != 0) {
      throw new IOException("an object identifier is cut short at octet " + to);
    }
    int subIdentifiers = 1;
    int length = 0;
    long number = 0;
    for (int i = from; i < to; i++) {
      length++;
      number = number << 7 | (octets[i] & 0x7f);
      if (length > 5 || number > 0xffff_ffffL) {
        throw new IOException("a sub-identifier of more than 32 bits at octet " + i);
      }
      if ((octets[i] & CONTINUED) == 0) {
        subIdentifiers++;
        length = 0;
        number = 0;
      }
    }
    if (subIdentifiers > Oid.MAX_LENGTH) {
      throw new IOException("more than 128 sub-identifiers at octet " + from);
    }
  }

  private static void checkValue(byte[] octets, int at, int end) throws IOException {
    int tag = tag(octets, at, end);
    if (end(octets, at, end, tag) != end) {
      throw new IOException("octets left over behind a value, at octet " + end);
    }
    int from = content(octets, at);
    int length = end - from;
    boolean fits =
        switch (tag) {
          case SMIConstants.SYNTAX_INTEGER -> length >= 1 && length <= 4;
          case SMIConstants.SYNTAX_COUNTER32,
              SMIConstants.SYNTAX_GAUGE32,
              SMIConstants.SYNTAX_TIMETICKS ->
              length >= 1 && (length <= 4 || (length == 5 && octets[from] == 0));
          case SMIConstants.SYNTAX_COUNTER64 ->
              length >= 1 && (length <= 8 || (length == 9 && octets[from] == 0));
          case SMIConstants.SYNTAX_IPADDRESS -> length == 4;
          case SMIConstants.SYNTAX_OCTET_STRING, SMIConstants.SYNTAX_OPAQUE -> true;
          case OBJECT_ID -> {
            checkName(octets, from, end);
            yield true;
          }
          case SMIConstants.SYNTAX_NULL,
              SMIConstants.EXCEPTION_NO_SUCH_OBJECT,
              SMIConstants.EXCEPTION_NO_SUCH_INSTANCE,
              SMIConstants.EXCEPTION_END_OF_MIB_VIEW ->
              length == 0;
          default -> false;
        };
    if (!fits) {
      throw new IOException("no value of SMI: tag " + tag + ", " + length + " octets");
    }
  }

  private static int tag(byte[] octets, int at, int limit) throws IOException {
    if (at >= limit) {
      throw new IOException("ends early at octet " + at);
    }
    return octets[at] & 0xff;
  }

  /** Where what begins at {@code at} with this tag ends. */
  private static int end(byte[] octets, int at, int limit, int tag) throws IOException {
    if (tag(octets, at, limit) != tag) {
      throw new IOException("tag " + (octets[at] & 0xff) + " instead of " + tag);
    }
    int first = tag(octets, at + 1, limit);
    int lengthOctets = first < CONTINUED ? 0 : first & 0x7f;
    if (lengthOctets > 4 || first == CONTINUED || at + 2 + lengthOctets > limit) {
      throw new IOException("no length at octet " + (at + 1));
    }
    int length = length(octets, at);
    if (length < 0 || length > limit - content(octets, at)) {
      throw new IOException("a length leads beyond the end at octet " + (at + 1));
    }
    return content(octets, at) + length;
  }

  /** Where the content begins; only for what was checked. */
  private static int content(byte[] octets, int at) {
    int first = octets[at + 1] & 0xff;
    return at + 2 + (first < CONTINUED ? 0 : first & 0x7f);
  }

  private static int length(byte[] octets, int at) {
    int first = octets[at + 1] & 0xff;
    if (first < CONTINUED) {
      return first;
    }
    int length = 0;
    for (int i = 0; i < (first & 0x7f); i++) {
      length = length << 8 | (octets[at + 2 + i] & 0xff);
    }
    return length;
  }
}
