package org.postern.agent;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.postern.finding.Board;
import org.snmp4j.smi.OID;
import org.snmp4j.smi.Variable;
import org.snmp4j.smi.VariableBinding;

/**
 * POSTERN-MIB for one board; immutable. A request keeps one of these from its first variable to its
 * last. Cells are made when asked for: putting up a board costs no more than looking at its indexes
 * once.
 */
final class BoardMib implements Instances {
  private final OID arc;
  private final Board board;
  private final HitDiscontinuities discontinuities;
  private final List<Section<?>> sections;

  BoardMib(OID arc, Board board, HitDiscontinuities discontinuities) {
    this.arc = arc;
    this.board = board;
    this.discontinuities = discontinuities;
    List<Section<?>> bound = new ArrayList<>();
    for (MibTable<?> table : PosternObjects.TABLES) {
      bound.add(new Section<>(table, board));
    }
    sections = List.copyOf(bound);
  }

  Board board() {
    return board;
  }

  Instant time() {
    return board.time();
  }

  HitDiscontinuities discontinuities() {
    return discontinuities;
  }

  @Override
  public Optional<Variable> get(OID instance) {
    if (!instance.startsWith(arc)) {
      return Optional.empty();
    }
    for (Section<?> section : sections) {
      if (section.comparePrefix(instance) == 0) {
        return Optional.ofNullable(section.get(instance));
      }
    }
    return Optional.empty();
  }

  @Override
  public Optional<VariableBinding> next(OID after) {
    boolean below = after.startsWith(arc);
    if (!below && after.compareTo(arc) > 0) {
      return Optional.empty();
    }
    for (Section<?> section : sections) {
      int order = below ? section.comparePrefix(after) : -1;
      if (order <= 0) {
        VariableBinding found = order == 0 ? section.next(after) : section.first();
        if (found != null) {
          return Optional.of(found);
        }
      }
    }
    return Optional.empty();
  }

  @Override
  public boolean knowsObject(OID instance) {
    return instance.startsWith(arc)
        && sections.stream().anyMatch(section -> section.knowsColumn(instance));
  }

  /** A table with the rows of this board. */
  private final class Section<R> {
    private final MibTable<R> table;
    private final List<R> rows;
    private final int columnAt;

    Section(MibTable<R> table, Board board) {
      this.table = table;
      this.columnAt = arc.size() + table.prefix().size();
      List<R> given = table.rows().apply(board);
      Comparator<R> order = table.order();
      rows = isSorted(given, order) ? given : given.stream().sorted(order).toList();
    }

    private boolean isSorted(List<R> given, Comparator<R> order) {
      @Nullable R before = null;
      for (R row : given) {
        if (before != null && order.compare(before, row) >= 0) {
          return false;
        }
        before = row;
      }
      return true;
    }

    /**
     * Where {@code oid}, which lies below the arc, stands to the columns' parent: below 0 before
     * it, 0 within it, above 0 after it.
     */
    int comparePrefix(OID oid) {
      for (int i = 0; i < table.prefix().size(); i++) {
        if (arc.size() + i >= oid.size()) {
          return -1;
        }
        int order = Integer.compareUnsigned(oid.get(arc.size() + i), table.prefix().get(i));
        if (order != 0) {
          return order;
        }
      }
      return 0;
    }

    boolean knowsColumn(OID oid) {
      return comparePrefix(oid) == 0
          && oid.size() > columnAt
          && table.columns().stream().anyMatch(column -> column.number() == oid.get(columnAt));
    }

    @Nullable Variable get(OID oid) {
      if (oid.size() != columnAt + 1 + table.indexLength()) {
        return null;
      }
      for (MibTable.Column<R> column : table.columns()) {
        if (column.number() == oid.get(columnAt)) {
          int position = firstAfter(oid) - 1;
          boolean same = position >= 0 && compareIndex(rows.get(position), oid) == 0;
          return same ? column.cell().of(rows.get(position), BoardMib.this) : null;
        }
      }
      return null;
    }

    @Nullable VariableBinding first() {
      return from(0, 0);
    }

    @Nullable VariableBinding next(OID after) {
      if (after.size() <= columnAt) {
        return first();
      }
      int asked = after.get(columnAt);
      List<MibTable.Column<R>> columns = table.columns();
      for (int i = 0; i < columns.size(); i++) {
        int order = Integer.compareUnsigned(columns.get(i).number(), asked);
        if (order >= 0) {
          return from(i, order == 0 ? firstAfter(after) : 0);
        }
      }
      return null;
    }

    private @Nullable VariableBinding from(int firstColumn, int firstRow) {
      int start = firstRow;
      for (int i = firstColumn; i < table.columns().size(); i++) {
        MibTable.Column<R> column = table.columns().get(i);
        for (int position = start; position < rows.size(); position++) {
          R row = rows.get(position);
          Variable value = column.cell().of(row, BoardMib.this);
          if (value != null) {
            return new VariableBinding(instance(column, row), value);
          }
        }
        start = 0;
      }
      return null;
    }

    private OID instance(MibTable.Column<R> column, R row) {
      int[] ids = new int[columnAt + 1 + table.indexLength()];
      System.arraycopy(arc.getValue(), 0, ids, 0, arc.size());
      for (int i = 0; i < table.prefix().size(); i++) {
        ids[arc.size() + i] = table.prefix().get(i);
      }
      ids[columnAt] = column.number();
      for (int i = 0; i < table.indexLength(); i++) {
        ids[columnAt + 1 + i] = table.index().part(row, i);
      }
      return new OID(ids);
    }

    /** The position of the first row whose index is greater than the one in {@code oid}. */
    private int firstAfter(OID oid) {
      int low = 0;
      int high = rows.size();
      while (low < high) {
        int middle = (low + high) >>> 1;
        if (compareIndex(rows.get(middle), oid) <= 0) {
          low = middle + 1;
        } else {
          high = middle;
        }
      }
      return low;
    }

    private int compareIndex(R row, OID oid) {
      int given = oid.size() - columnAt - 1;
      for (int i = 0; i < table.indexLength(); i++) {
        if (i >= given) {
          return 1;
        }
        int order = Integer.compareUnsigned(table.index().part(row, i), oid.get(columnAt + 1 + i));
        if (order != 0) {
          return order;
        }
      }
      return given > table.indexLength() ? -1 : 0;
    }
  }
}
