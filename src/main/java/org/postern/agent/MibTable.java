package org.postern.agent;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.postern.finding.Board;
import org.snmp4j.smi.Variable;

/**
 * A conceptual table of POSTERN-MIB, or its group of scalars, as a rule how to get it from a board;
 * immutable. Columns are in ascending order.
 *
 * @param name of the table, or of the node above the scalars
 * @param prefix sub-identifiers from the module's root down to the columns' parent
 * @param indexLength how many integers the index of a row has
 * @param <R> what a row is made from
 */
record MibTable<R>(
    String name,
    List<Integer> prefix,
    Function<Board, List<R>> rows,
    int indexLength,
    Index<R> index,
    List<Column<R>> columns) {

  /** One part of a row's index, as an unsigned 32-bit integer. */
  @FunctionalInterface
  interface Index<R> {
    int part(R row, int position);
  }

  /** The value of a cell; null if the object has no instance in this row. */
  @FunctionalInterface
  interface Cell<R> {
    @Nullable Variable of(R row, BoardMib mib);
  }

  /** An accessible column. */
  record Column<R>(int number, String name, Cell<R> cell) {}

  /** Orders rows as their object identifiers do. */
  Comparator<R> order() {
    return (left, right) -> {
      for (int i = 0; i < indexLength; i++) {
        int order = Integer.compareUnsigned(index.part(left, i), index.part(right, i));
        if (order != 0) {
          return order;
        }
      }
      return 0;
    };
  }

  /** Collects the columns of a table. */
  static final class Builder<R> {
    private final String name;
    private final List<Integer> prefix;
    private final Function<Board, List<R>> rows;
    private final int indexLength;
    private final Index<R> index;
    private final List<Column<R>> columns = new ArrayList<>();

    private Builder(
        String name,
        List<Integer> prefix,
        Function<Board, List<R>> rows,
        int indexLength,
        Index<R> index) {
      this.name = name;
      this.prefix = prefix;
      this.rows = rows;
      this.indexLength = indexLength;
      this.index = index;
    }

    Builder<R> column(int number, String column, Function<R, @Nullable Variable> value) {
      return column(number, column, (row, mib) -> value.apply(row));
    }

    Builder<R> column(int number, String column, Cell<R> cell) {
      if (!columns.isEmpty() && columns.get(columns.size() - 1).number() >= number) {
        throw new IllegalStateException("columns out of order: " + column);
      }
      columns.add(new Column<>(number, column, cell));
      return this;
    }

    MibTable<R> build() {
      return new MibTable<>(name, prefix, rows, indexLength, index, List.copyOf(columns));
    }
  }

  /** Starts table {@code number} below posternObjects. */
  static <R> Builder<R> table(
      String name, int number, Function<Board, List<R>> rows, int indexLength, Index<R> index) {
    return new Builder<>(name, List.of(1, number, 1), rows, indexLength, index);
  }

  /** Starts the group of scalars {@code number} below posternObjects. */
  static Builder<Board> scalars(String name, int number) {
    return new Builder<>(name, List.of(1, number), List::of, 1, (board, position) -> 0);
  }
}
