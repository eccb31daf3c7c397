package org.postern;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.postern.TextTable.Cell;
import org.postern.TextTable.Fit;
import org.postern.TextTable.Tone;

/**
 * The posture table: what each crossing does with each mail port. With more than one device each
 * has a heading of its own.
 */
final class PortTable {
  /** An entry, its list and perhaps " and 2 more", before the entry's own text. */
  private static final Pattern DECIDING =
      Pattern.compile("(?:entry (\\S+)|(implicit \\S+)) of (.+?)( and \\d+ more)?: .*");

  private PortTable() {}

  static TextTable of(List<PortView> ports) {
    TextTable table =
        new TextTable()
            .column("CROSSING", Fit.FLEXIBLE)
            .column("PORT", Fit.FIXED)
            .column("VERDICT", Fit.FIXED)
            .column("OK?", Fit.FIXED)
            .column("PERMIT/S", Fit.NUMBER)
            .column("DENY/S", Fit.NUMBER)
            .column("DECIDED BY", Fit.FLEXIBLE);
    boolean headings = ports.stream().map(PortView::device).distinct().count() > 1;
    String device = "";
    for (PortView port : ports) {
      if (headings && !port.device().equals(device)) {
        device = port.device();
        table.heading(device);
      }
      table.row(
          List.of(
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

  /** An exception is told where it makes the verdict another than the expected one. */
  private static boolean excused(PortView port) {
    return !port.excepted().isEmpty() && !port.expected().equals(Optional.of(port.verdict()));
  }

  private static String conformance(PortView port) {
    return switch (port.conforms()) {
      case "conforms" -> excused(port) ? "yes but " + String.join(", ", port.excepted()) : "yes";
      case "violates" -> "NO";
      case "no-expectation" -> "-";
      default -> "?";
    };
  }

  /**
   * "14 ip filter FORWARD": the entry and its list without the entry's text, which `explain` shows;
   * the reason of an unknown verdict as it is.
   */
  private static String decidedBy(PortView port) {
    Matcher deciding = DECIDING.matcher(port.decidedBy());
    if (port.verdict().equals("unknown") || !deciding.matches()) {
      return port.decidedBy();
    }
    String entry = Optional.ofNullable(deciding.group(1)).orElse(deciding.group(2));
    String more =
        Optional.ofNullable(deciding.group(4)).map(text -> ", +" + digits(text)).orElse("");
    return entry + " " + deciding.group(3) + more;
  }

  private static String digits(String text) {
    return text.replaceAll("\\D", "");
  }

  private static String rate(Optional<Double> perSecond) {
    return perSecond.map(each -> String.format(Locale.ROOT, "%.1f", each)).orElse("-");
  }
}
