package org.postern.profile.rows;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.postern.profile.language.TableDefinition.ColumnDefinition;
import org.postern.profile.language.TableDefinition.ColumnSyntax;
import org.postern.snmp.CellVisitor;
import org.postern.snmp.Oid;
import org.postern.snmp.ReadResult;
import org.postern.snmp.SnmpValue;
import org.postern.snmp.VarBinds;

/** The rows of one table, in the order of their indexes, and why there may be more; confined. */
public final class RowTable {
  private final String name;
  private final List<Row> rows;
  private final Optional<String> gap;
  private final Map<List<String>, Map<List<String>, List<Row>>> lookups = new HashMap<>();

  private RowTable(String name, List<Row> rows, Optional<String> gap) {
    this.name = name;
    this.rows = List.copyOf(rows);
    this.gap = gap;
  }

  /**
   * Puts a table together.
   *
   * @param read null if nobody asked for it
   */
  public static RowTable of(TableSpec spec, @Nullable ReadResult read) {
    List<OpenRow> collected = read == null ? List.of() : collect(spec, read);
    IndexDecoder decoder = new IndexDecoder(spec.index());
    List<Row> rows = new ArrayList<>(collected.size());
    @Nullable Oid unfit = null;
    for (OpenRow open : collected) {
      Optional<Map<String, SnmpValue>> parts = decoder.decode(open.index());
      if (parts.isEmpty()) {
        unfit = unfit == null ? open.index() : unfit;
        continue;
      }
      parts.get().forEach(open.fields()::putIfAbsent);
      rows.add(new Row(open.index(), open.fields()));
    }
    Optional<String> gap = gap(spec.name(), read);
    if (gap.isEmpty() && unfit != null) {
      gap = Optional.of("table " + spec.name() + " has a row with an unexpected index: " + unfit);
    }
    return new RowTable(spec.name(), rows, gap);
  }

  /** A row that may get more columns. */
  private record OpenRow(Oid index, Map<String, SnmpValue> fields) {}

  /**
   * The rows by index. Columns come one after the other, each in the order of the indexes, so that
   * the row of a value is mostly the one after the row of the value before.
   */
  private static List<OpenRow> collect(TableSpec spec, ReadResult read) {
    Collected rows = new Collected(spec);
    VarBinds content =
        read instanceof ReadResult.Complete whole
            ? whole.content()
            : VarBinds.of(read.varBindsOrEmpty());
    content.cells(spec.oid().append(1), rows);
    return rows.byIndex.values().stream().map(rows.inOrder::get).toList();
  }

  /** The rows as they come. */
  private static final class Collected implements CellVisitor {
    private final Map<Integer, Map.Entry<String, ColumnDefinition>> columns = new HashMap<>();
    private final NavigableMap<Oid, Integer> byIndex = new TreeMap<>();
    private final List<OpenRow> inOrder = new ArrayList<>();
    private final int fields;
    private int next;

    Collected(TableSpec spec) {
      spec.columns().entrySet().forEach(each -> columns.put(each.getValue().number(), each));
      fields = spec.columns().size() + spec.index().size();
    }

    @Override
    public void cell(int number, Oid index, SnmpValue value) {
      Map.Entry<String, ColumnDefinition> column = columns.get(number);
      if (column == null || !fits(column.getValue().syntax(), value)) {
        return;
      }
      if (next >= inOrder.size() || !inOrder.get(next).index().equals(index)) {
        boolean first = next > 0 && inOrder.get(0).index().equals(index);
        next = first ? 0 : position(index);
      }
      inOrder.get(next).fields().put(column.getKey(), value);
      next++;
    }

    private int position(Oid index) {
      Integer known = byIndex.putIfAbsent(index, inOrder.size());
      if (known != null) {
        return known;
      }
      inOrder.add(new OpenRow(index, new HashMap<>(2 * fields)));
      return inOrder.size() - 1;
    }
  }

  private static boolean fits(ColumnSyntax syntax, SnmpValue value) {
    if (value instanceof SnmpValue.Absent) {
      return false;
    }
    return switch (syntax) {
      case ANY -> true;
      case TEXT -> value instanceof SnmpValue.Octets;
      case INTEGER -> !(value instanceof SnmpValue.Octets) && Values.number(value).isPresent();
    };
  }

  private static Optional<String> gap(String name, @Nullable ReadResult read) {
    if (read == null) {
      return Optional.of("table " + name + " was not read");
    }
    if (read instanceof ReadResult.Partial partial) {
      return Optional.of("table " + name + " partly read: " + partial.reason());
    }
    return ReadGaps.reason(read).map(reason -> "table " + name + " not read: " + reason);
  }

  public String name() {
    return name;
  }

  public List<Row> rows() {
    return rows;
  }

  /** Why the table may have more rows, or other ones; empty if it was read whole. */
  public Optional<String> gap() {
    return gap;
  }

  /** The rows whose fields have exactly these texts, in order. */
  public List<Row> find(Map<String, String> wanted) {
    List<String> names = List.copyOf(new TreeSet<>(wanted.keySet()));
    Map<List<String>, List<Row>> lookup = lookups.computeIfAbsent(names, this::buildLookup);
    List<String> key = names.stream().map(field -> wanted.getOrDefault(field, "")).toList();
    return lookup.getOrDefault(key, List.of());
  }

  private Map<List<String>, List<Row>> buildLookup(List<String> names) {
    Map<List<String>, List<Row>> lookup = new HashMap<>();
    for (Row row : rows) {
      List<Optional<String>> texts = names.stream().map(row::text).toList();
      if (texts.stream().allMatch(Optional::isPresent)) {
        List<String> key = texts.stream().flatMap(Optional::stream).toList();
        lookup.computeIfAbsent(key, each -> new ArrayList<>()).add(row);
      }
    }
    return lookup;
  }
}
