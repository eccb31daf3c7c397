package org.postern;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.postern.TextTable.Cell;
import org.postern.TextTable.Fit;
import org.postern.TextTable.Tone;

class TextTableTest {
  private final TextTable table =
      new TextTable()
          .column("DEVICE", Fit.FIXED)
          .column("HITS", Fit.NUMBER)
          .column("ENTRY", Fit.FLEXIBLE);

  @Test
  void padsColumnsToTheirWidestCellAndLeansNumbersRight() {
    table.row(List.of(Cell.of("rtr1"), Cell.of("7"), Cell.of("permit any")));
    table.row(List.of(Cell.of("firewall"), Cell.of("1234"), Cell.of("deny")));
    assertThat(table.lines(100, false))
        .containsExactly(
            "DEVICE    HITS  ENTRY", "rtr1         7  permit any", "firewall  1234  deny");
  }

  @Test
  void cutsOnlyFlexibleColumnsToThePage() {
    table.row(List.of(Cell.of("rtr1"), Cell.of("7"), Cell.of("permit tcp any to 192.0.2.10")));
    assertThat(table.lines(30, false)).allMatch(line -> line.length() <= 30);
    assertThat(table.lines(30, false).get(1)).isEqualTo("rtr1       7  permit tcp any..");
  }

  @Test
  void neverCutsANumber() {
    table.row(List.of(Cell.of("rtr1"), Cell.of("12345678901234567890"), Cell.of("x")));
    assertThat(table.lines(10, false).get(1)).contains("12345678901234567890");
  }

  @Test
  void coloursTakeNoWidthAndAreOffWhenNotAskedFor() {
    table.row(List.of(new Cell("rtr1", Tone.BAD), Cell.of("7"), Cell.of("x")));
    assertThat(table.lines(100, true).get(1)).contains("\u001b[1;31mrtr1\u001b[0m  ");
    assertThat(table.lines(100, false)).noneMatch(line -> line.contains("\u001b"));
  }

  @Test
  void refusesARowOfAnotherWidth() {
    assertThatIllegalArgumentException().isThrownBy(() -> table.row(List.of(Cell.of("x"))));
  }
}
