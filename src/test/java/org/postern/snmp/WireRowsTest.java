package org.postern.snmp;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

/** What is done column by column is held against the same done row by row. */
class WireRowsTest {
  private static final Oid ENTRY = Oid.parse("1.3.6.1.4.1.32473.7.1");
  private static final List<Integer> COLUMNS = List.of(1, 2, 127, 128, 70_000, -1);

  private record Cell(int column, Oid index, SnmpValue value) {}

  /** Cells of a table in the order of their names, with holes. */
  @Provide
  Arbitrary<List<Cell>> tables() {
    Arbitrary<Oid> indexes =
        Arbitraries.of(0, 1, 5, 127, 128, 16_384, -1)
            .list()
            .ofMinSize(1)
            .ofMaxSize(3)
            .map(ids -> Oid.of(ids.stream().mapToInt(Integer::intValue).toArray()));
    Arbitrary<SnmpValue> values =
        Arbitraries.oneOf(
            Arbitraries.longs().between(0, 300).map(SnmpValue.Counter32::new),
            Arbitraries.strings().ascii().ofMaxLength(3).map(text -> octets(text)));
    return Combinators.combine(Arbitraries.of(COLUMNS), indexes, values)
        .as(Cell::new)
        .list()
        .ofMaxSize(30)
        .map(WireRowsTest::inOrder);
  }

  private static SnmpValue octets(String text) {
    return new SnmpValue.Octets(text.getBytes(java.nio.charset.StandardCharsets.US_ASCII));
  }

  private static List<Cell> inOrder(List<Cell> cells) {
    TreeMap<Oid, Cell> ordered = new TreeMap<>();
    cells.forEach(cell -> ordered.put(name(cell), cell));
    return List.copyOf(ordered.values());
  }

  private static Oid name(Cell cell) {
    Oid name = ENTRY.append(cell.column());
    for (int i = 0; i < cell.index().length(); i++) {
      name = name.append(cell.index().at(i));
    }
    return name;
  }

  private static List<VarBind> varBinds(List<Cell> cells) {
    return cells.stream().map(cell -> new VarBind(name(cell), cell.value())).toList();
  }

  /** As a walk puts them together. */
  private static WireRows byColumn(List<Cell> cells) {
    WireRows all = new WireRows();
    for (int column : COLUMNS) {
      List<Cell> own = cells.stream().filter(cell -> cell.column() == column).toList();
      all.addColumn(new EncodedOid(ENTRY.append(column)), WireRows.of(varBinds(own)));
    }
    return all;
  }

  @Property
  void cellsAreThoseOfTheTable(@ForAll("tables") List<Cell> cells) {
    List<Cell> seen = new ArrayList<>();
    VarBinds.of(byColumn(cells))
        .cells(ENTRY, (column, index, value) -> seen.add(new Cell(column, index, value)));
    assertThat(seen).isEqualTo(cells);
  }

  @Property
  void columnsMakeNoDifference(@ForAll("tables") List<Cell> cells) {
    WireRows flat = WireRows.of(varBinds(cells));
    WireRows columns = byColumn(cells);
    for (List<EncodedOid> roots :
        List.of(
            List.<EncodedOid>of(),
            List.of(new EncodedOid(ENTRY)),
            List.of(new EncodedOid(ENTRY.append(2)), new EncodedOid(ENTRY.append(128))),
            List.of(new EncodedOid(ENTRY.append(1, 5))))) {
      assertThat(columns.shape(roots)).isEqualTo(flat.shape(roots));
      assertThat(columns.below(roots)).isEqualTo(flat.below(roots));
      assertThat(columns.valuesBelow(roots))
          .isEqualTo(flat.below(roots).stream().map(VarBind::value).toList());
    }
  }

  @Test
  void rowsThatAllColumnsHaveAreDecodedOnce() {
    List<Cell> cells = new ArrayList<>();
    for (int column : List.of(1, 2, 3)) {
      cells.add(new Cell(column, Oid.of(7), new SnmpValue.Counter32(column)));
      cells.add(new Cell(column, Oid.of(8, 300), new SnmpValue.Counter32(column)));
    }
    List<Oid> indexes = new ArrayList<>();
    VarBinds.of(WireRows.of(varBinds(cells)))
        .cells(ENTRY, (column, index, value) -> indexes.add(index));
    assertThat(indexes.subList(2, 4)).isEqualTo(indexes.subList(0, 2));
    assertThat(indexes.get(2)).isSameAs(indexes.get(0));
    assertThat(indexes.get(5)).isSameAs(indexes.get(1));
  }

  @Test
  void whatIsNoCellIsLeftOut() {
    List<VarBind> others =
        List.of(
            new VarBind(ENTRY.append(2), new SnmpValue.Counter32(1)),
            new VarBind(Oid.parse("1.3.6.1.4.1.32473.8.1.1.1"), new SnmpValue.Counter32(1)));
    List<Oid> indexes = new ArrayList<>();
    VarBinds.of(WireRows.of(others)).cells(ENTRY, (column, index, value) -> indexes.add(index));
    assertThat(indexes).isEmpty();
  }

  @Test
  void valuesOfCellsAreThoseOfAllIfThatWasAsked() {
    VarBinds table =
        VarBinds.of(
            WireRows.of(List.of(new VarBind(ENTRY.append(1, 1), new SnmpValue.Counter32(1_000)))));
    SnmpValue known = table.all().get(0).value();
    table.cells(ENTRY, (column, index, value) -> assertThat(value).isSameAs(known));
  }
}
