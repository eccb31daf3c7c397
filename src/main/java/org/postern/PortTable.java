package org.postern;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.postern.TextTable.Cell;
import org.postern.TextTable.Fit;
import org.postern.TextTable.Tone;

/** The posture table: what each crossing does with each mail port. */
final class PortTable {
  private PortTable() {}

  static TextTable of(List<PortView> ports) {
    TextTable table =
        new TextTable()
            .column("DEVICE", Fit.FLEXIBLE)
            .column("CROSSING", Fit.FLEXIBLE)
            .column("PORT", Fit.FIXED)
            .column("VERDICT", Fit.FIXED)
            .column("AS EXPECTED", Fit.FIXED)
            .column("PERMIT/S", Fit.NUMBER)
            .column("DENY/S", Fit.NUMBER)
            .column("DECIDED BY", Fit.FLEXIBLE);
    for (PortView port : ports) {
      table.row(
          List.of(
              Cell.of(port.device()),
              Cell.of(port.crossing()),
              Cell.of("%3d %s".formatted(port.port(), port.service())),
              new Cell(port.verdict().toUpperCase(Locale.ROOT), tone(port)),
              new Cell(conformance(port), tone(port)),
              Cell.of(rate(port.permitRate())),
              Cell.of(rate(port.denyRate())),
              Cell.of(decidedBy(port))));
    }
    return table;
  }

  private static Tone tone(PortView port) {
    return switch (port.conforms()) {
      case "violates" -> Tone.BAD;
      case "conforms" -> Tone.GOOD;
      default -> port.verdict().equals("unknown") ? Tone.DOUBTFUL : Tone.PLAIN;
    };
  }

  private static String conformance(PortView port) {
    return switch (port.conforms()) {
      case "conforms" -> "yes";
      case "violates" -> "NO";
      case "no-expectation" -> "-";
      default -> "unknown";
    };
  }

  /** The entry without its text, which `explain` shows; a reason as it is. */
  private static String decidedBy(PortView port) {
    int text = port.decidedBy().indexOf(": ");
    return text < 0 || port.verdict().equals("unknown")
        ? port.decidedBy()
        : port.decidedBy().substring(0, text);
  }

  private static String rate(Optional<Double> perSecond) {
    return perSecond.map(each -> String.format(Locale.ROOT, "%.1f", each)).orElse("-");
  }
}
