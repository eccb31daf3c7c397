package org.postern.snmp;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/** Variable bindings picked from answers, as they came. Confined while it grows. */
final class WireRows {
  private WireVarBinds[] answers = new WireVarBinds[16];
  private int[] positions = new int[16];
  private int size;
  private final List<Column> columns = new ArrayList<>();

  /** Rows up to {@code end} that follow those of the column before and are all below one object. */
  private record Column(EncodedOid root, int end) {
    /** Whether its rows are below one of these objects; empty if each has to be looked at. */
    Optional<Boolean> isBelow(List<EncodedOid> objects) {
      boolean some = false;
      for (EncodedOid each : objects) {
        if (root.oid().startsWith(each.oid())) {
          return Optional.of(true);
        }
        some |= each.oid().startsWith(root.oid());
      }
      return some ? Optional.empty() : Optional.of(false);
    }
  }

  /** Encodes what was made and not received. */
  static WireRows of(List<VarBind> varBinds) {
    WireRows rows = new WireRows();
    WireVarBinds encoded = WireVarBinds.of(varBinds.stream().map(Snmp4jValues::binding).toList());
    for (int i = 0; i < encoded.size(); i++) {
      rows.add(encoded, i);
    }
    return rows;
  }

  void add(WireVarBinds answer, int position) {
    if (size == positions.length) {
      answers = Arrays.copyOf(answers, 2 * size);
      positions = Arrays.copyOf(positions, 2 * size);
    }
    answers[size] = answer;
    positions[size] = position;
    size++;
  }

  /** Adds what was read below {@code root}, if all that was added before came this way too. */
  void addColumn(EncodedOid root, WireRows read) {
    if (size + read.size > positions.length) {
      int room = Math.max(size + read.size, 2 * size);
      answers = Arrays.copyOf(answers, room);
      positions = Arrays.copyOf(positions, room);
    }
    System.arraycopy(read.answers, 0, answers, size, read.size);
    System.arraycopy(read.positions, 0, positions, size, read.size);
    size += read.size;
    columns.add(new Column(root, size));
  }

  int size() {
    return size;
  }

  /** Whether the name in {@code answer} comes after that of the last row. */
  boolean isAfterLast(WireVarBinds answer, int position) {
    return answer.isAfter(position, answers[size - 1], positions[size - 1]);
  }

  Oid lastName() {
    return answers[size - 1].name(positions[size - 1]);
  }

  List<VarBind> decoded() {
    VarBind[] varBinds = new VarBind[size];
    for (int i = 0; i < size; i++) {
      varBinds[i] = answers[i].get(positions[i]);
    }
    return List.of(varBinds);
  }

  /** Those below one of these. */
  List<VarBind> below(List<EncodedOid> roots) {
    List<VarBind> varBinds = new ArrayList<>();
    eachBelow(roots, row -> varBinds.add(answers[row].get(positions[row])));
    return List.copyOf(varBinds);
  }

  /** The values of those below one of these. */
  List<SnmpValue> valuesBelow(List<EncodedOid> roots) {
    List<SnmpValue> values = new ArrayList<>();
    eachBelow(roots, row -> values.add(answers[row].value(positions[row])));
    return values;
  }

  private void eachBelow(List<EncodedOid> roots, IntConsumer take) {
    each(
        roots,
        (row, below) -> {
          if (below) {
            take.accept(row);
          }
        });
  }

  /** What is said of a row. */
  @FunctionalInterface
  private interface RowVisitor {
    void visit(int row, boolean below);
  }

  /** All rows in their order, and whether each is below one of these objects. */
  private void each(List<EncodedOid> objects, RowVisitor visitor) {
    int row = 0;
    for (Column column : columns) {
      Optional<Boolean> all = column.isBelow(objects);
      for (; row < column.end(); row++) {
        visitor.visit(row, all.isPresent() ? all.get() : isBelow(row, objects));
      }
    }
    for (; row < size; row++) {
      visitor.visit(row, isBelow(row, objects));
    }
  }

  /**
   * See {@link VarBinds#cells}.
   *
   * @param decoded all rows, if they are decoded already
   */
  void cells(EncodedOid entry, @Nullable List<VarBind> decoded, CellVisitor visitor) {
    List<Oid> indexes = new ArrayList<>();
    int column = -1;
    int next = 0;
    for (int i = 0; i < size; i++) {
      WireVarBinds answer = answers[i];
      int at = positions[i];
      if (!answer.isCellOf(at, entry)) {
        continue;
      }
      int number = answer.columnOf(at, entry);
      if (number != column) {
        column = number;
        next = 0;
      }
      if (next == indexes.size()) {
        indexes.add(answer.indexOf(at, entry));
      } else if (!answer.hasIndex(at, entry, indexes.get(next))) {
        indexes.set(next, answer.indexOf(at, entry));
      }
      SnmpValue value = decoded != null ? decoded.get(i).value() : answer.value(at);
      visitor.cell(column, indexes.get(next), value);
      next++;
    }
  }

  /** A digest of all rows, but for numbers below one of these. */
  byte[] shape(List<EncodedOid> moving) {
    DigestInput digest = new DigestInput();
    each(
        moving,
        (row, below) ->
            answers[row].addTo(
                digest, positions[row], !(below && answers[row].isNumber(positions[row]))));
    return digest.digest();
  }

  private boolean isBelow(int row, List<EncodedOid> roots) {
    for (EncodedOid root : roots) {
      if (answers[row].isBelow(positions[row], root)) {
        return true;
      }
    }
    return false;
  }
}
