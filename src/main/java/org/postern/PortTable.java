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
            .column("PORT", Fit.NUMBER)
            .column("NAME", Fit.FIXED)
            .column("VERDICT", Fit.FIXED)
            .column("EXPECTED", Fit.FIXED)
            .column("PERMIT/S", Fit.NUMBER)
            .column("DENY/S", Fit.NUMBER)
            .column("DECIDED BY", Fit.FLEXIBLE);
    for (PortView port : ports) {
      table.row(
          List.of(
              Cell.of(port.device()),
              Cell.of(port.crossing()),
              Cell.of(Integer.toString(port.port())),
              Cell.of(port.service()),
              new Cell(port.verdict().toUpperCase(Locale.ROOT), tone(port)),
              new Cell(port.expected().orElse("-"), expectedTone(port)),
              Cell.of(rate(port.permitRate())),
              Cell.of(rate(port.denyRate())),
              Cell.of(port.decidedBy())));
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

  private static Tone expectedTone(PortView port) {
    return port.conforms().equals("violates") ? Tone.BAD : Tone.PLAIN;
  }

  private static String rate(Optional<Double> perSecond) {
    return perSecond.map(each -> String.format(Locale.ROOT, "%.1f", each)).orElse("-");
  }
}
