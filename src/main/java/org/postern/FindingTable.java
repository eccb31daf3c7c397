package org.postern;

import java.util.List;
import org.postern.TextTable.Cell;
import org.postern.TextTable.Fit;
import org.postern.TextTable.Tone;

/** Findings: a line of facts each, and what was found below it, whole. */
final class FindingTable {
  private FindingTable() {}

  static TextTable of(List<FindingView> findings) {
    TextTable table =
        new TextTable()
            .column("NO", Fit.NUMBER)
            .column("SEVERITY", Fit.FIXED)
            .column("STATE", Fit.FIXED)
            .column("KIND", Fit.FIXED)
            .column("DEVICE", Fit.FLEXIBLE)
            .column("SINCE (UTC)", Fit.FIXED)
            .column("SEEN", Fit.NUMBER);
    for (FindingView finding : findings) {
      table.row(
          List.of(
              Cell.of(Long.toString(finding.number())),
              new Cell(finding.severity(), tone(finding)),
              Cell.of(finding.state()),
              Cell.of(finding.kind()),
              Cell.of(finding.device()),
              Cell.of(PlainOutput.minute(finding.firstSeen())),
              Cell.of(finding.occurrences() + "x")));
      table.detail(finding.text());
    }
    return table;
  }

  private static Tone tone(FindingView finding) {
    if (!finding.state().equals("open")) {
      return Tone.DIM;
    }
    return switch (finding.severity()) {
      case "critical", "major" -> Tone.BAD;
      case "minor", "warning" -> Tone.DOUBTFUL;
      default -> Tone.PLAIN;
    };
  }
}
