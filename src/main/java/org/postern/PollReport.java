package org.postern;

import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import org.postern.TextTable.Cell;
import org.postern.TextTable.Fit;
import org.postern.TextTable.Tone;
import org.postern.counter.InterfaceSample;
import org.postern.finding.Board;
import org.postern.poll.PollOutcome;
import org.postern.profile.DeviceReading;

/** Prints what a device told in one poll, for people. */
final class PollReport {
  private PollReport() {}

  static void print(
      OutputOptions output,
      Board.DeviceRow device,
      PollOutcome.Answered answered,
      List<PortView> ports) {
    DeviceReading reading = answered.reading();
    output.lines(
        List.of(
            device.name()
                + " at "
                + device.address()
                + ":"
                + device.port()
                + ", "
                + answered.took().toMillis()
                + " ms",
            "  sysName      " + reading.facts().sysName(),
            "  sysDescr     " + oneLine(reading.facts().sysDescr()),
            "  sysObjectID  " + reading.facts().sysObjectId(),
            "  sysUpTime    " + upTime(reading.facts().sysUpTime()),
            "  read by      " + String.join(", ", reading.profiles()),
            ""));
    output.table(interfaces(reading));
    for (ReadingView.ListView list : ReadingView.of(reading).accessLists()) {
      output.lines(
          List.of(
              "",
              "access list "
                  + list.name()
                  + " ("
                  + list.source()
                  + "), applied "
                  + (list.bindings().isEmpty()
                      ? "nowhere known"
                      : String.join(", ", list.bindings()))
                  + ", then "
                  + list.implicitAction().orElse("unknown")
                  + ", visibility "
                  + list.visibility()));
      list.gaps().forEach(gap -> output.lines(List.of("  not whole: " + gap)));
      output.table(entries(list));
    }
    if (!reading.namedCounters().isEmpty()) {
      output.lines(List.of(""));
      output.table(counters(ReadingView.of(reading).namedCounters()));
    }
    output.lines(List.of(""));
    if (ports.isEmpty()) {
      output.lines(
          List.of(
              reading.accessLists().isEmpty()
                  ? "no verdict: the device shows no access list"
                  : "no verdict: none of the access lists is known to be applied somewhere"));
    } else {
      output.table(PortTable.of(ports));
    }
    reading.gaps().forEach(gap -> output.note("not read: " + gap));
    for (ReadingView.ListView list : ReadingView.of(reading).accessLists()) {
      list.gaps().forEach(gap -> output.note("not whole: access list " + list.name() + ": " + gap));
    }
  }

  private static TextTable interfaces(DeviceReading reading) {
    TextTable table =
        new TextTable()
            .column("IFINDEX", Fit.NUMBER)
            .column("INTERFACE", Fit.FLEXIBLE)
            .column("STATUS", Fit.FIXED)
            .column("SPEED", Fit.NUMBER)
            .column("ALIAS", Fit.FLEXIBLE);
    for (InterfaceSample sample : reading.interfaces()) {
      table.row(
          List.of(
              Cell.of(Integer.toUnsignedString(sample.ifIndex())),
              Cell.of(sample.name()),
              status(sample.operStatus()),
              Cell.of(speed(sample.speedBits())),
              Cell.of(sample.alias())));
    }
    return table;
  }

  private static TextTable entries(ReadingView.ListView list) {
    TextTable table =
        new TextTable()
            .column("ENTRY", Fit.FIXED)
            .column("HITS", Fit.NUMBER)
            .column("TEXT", Fit.FLEXIBLE)
            .column("REMARK", Fit.FLEXIBLE);
    for (ReadingView.EntryView entry : list.entries()) {
      table.row(
          List.of(
              Cell.of(entry.id()),
              Cell.of(entry.hits().orElse("-")),
              Cell.of(entry.text()),
              Cell.of(entry.comment())));
    }
    return table;
  }

  private static TextTable counters(List<ReadingView.CounterView> counters) {
    TextTable table =
        new TextTable()
            .column("LIST", Fit.FLEXIBLE)
            .column("COUNTER", Fit.FLEXIBLE)
            .column("HITS", Fit.NUMBER);
    for (ReadingView.CounterView counter : counters) {
      table.row(
          List.of(
              Cell.of(counter.list()),
              Cell.of(counter.name()),
              Cell.of(counter.hits().orElse("-"))));
    }
    return table;
  }

  /** The words of ifOperStatus (RFC 2863). */
  private static Cell status(int ifOperStatus) {
    return switch (ifOperStatus) {
      case 1 -> new Cell("up", Tone.GOOD);
      case 2 -> new Cell("down", Tone.BAD);
      case 3 -> Cell.of("testing");
      case 5 -> Cell.of("dormant");
      case 6 -> Cell.of("not present");
      case 7 -> new Cell("lower down", Tone.BAD);
      default -> Cell.of("unknown");
    };
  }

  private static String speed(OptionalLong bits) {
    if (bits.isEmpty() || bits.getAsLong() <= 0) {
      return "-";
    }
    long megabits = bits.getAsLong() / 1_000_000;
    return megabits >= 1000 ? megabits / 1000 + " Gb/s" : megabits + " Mb/s";
  }

  private static String upTime(long hundredths) {
    Duration time = Duration.ofMillis(hundredths * 10);
    return "%d d %02d:%02d:%02d"
        .formatted(time.toDays(), time.toHoursPart(), time.toMinutesPart(), time.toSecondsPart());
  }

  private static String oneLine(String text) {
    return text.replaceAll("\\s+", " ").strip();
  }
}
