package org.postern;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.postern.finding.Backtest;

/** A series in a file of comma-separated time and value, one window a line. */
final class SeriesFile {
  private SeriesFile() {}

  /**
   * Reads a file; a first line that begins with no time is a heading.
   *
   * @param zone of times that name none, such as 2027-03-01 09:00:00
   * @throws CommandFailure if a line is not a time and a number, or the times do not ascend
   */
  static List<Backtest.Point> read(Path file, ZoneId zone) {
    List<String> lines;
    try {
      lines = Files.readAllLines(file);
    } catch (IOException e) {
      throw new CommandFailure(ExitCode.INVALID_INPUT, file + " cannot be read: " + e, e);
    }
    List<Backtest.Point> points = new ArrayList<>();
    for (int i = 0; i < lines.size(); i++) {
      String[] columns = lines.get(i).split(",", -1);
      if ((i == 0 && !columns[0].matches("[0-9].*")) || lines.get(i).isBlank()) {
        continue;
      }
      String where = file + ":" + (i + 1) + ": ";
      if (columns.length < 2) {
        throw new CommandFailure(ExitCode.INVALID_INPUT, where + "not TIME,VALUE");
      }
      Backtest.Point point = point(where, columns[0].strip(), columns[1].strip(), zone);
      if (!points.isEmpty() && !point.time().isAfter(points.get(points.size() - 1).time())) {
        throw new CommandFailure(
            ExitCode.INVALID_INPUT, where + "the time is not after that of the line before");
      }
      points.add(point);
    }
    if (points.size() < 2) {
      throw new CommandFailure(ExitCode.INVALID_INPUT, file + " has fewer than two windows");
    }
    return points;
  }

  private static Backtest.Point point(String where, String time, String value, ZoneId zone) {
    try {
      double number = Double.parseDouble(value);
      if (!Double.isFinite(number)) {
        throw new CommandFailure(ExitCode.INVALID_INPUT, where + "not a finite number: " + value);
      }
      return new Backtest.Point(instant(time, zone), number);
    } catch (NumberFormatException | DateTimeException e) {
      throw new CommandFailure(
          ExitCode.INVALID_INPUT,
          where
              + "not a time (2027-03-01T09:00:00Z, 2027-03-01 09:00:00, or seconds since 1970) and"
              + " a number",
          e);
    }
  }

  private static Instant instant(String text, ZoneId zone) {
    if (text.matches("[0-9]+")) {
      return Instant.ofEpochSecond(Long.parseLong(text));
    }
    String iso = text.replace(' ', 'T');
    return iso.matches(".*(Z|[+-][0-9]{2}:[0-9]{2})")
        ? OffsetDateTime.parse(iso).toInstant()
        : LocalDateTime.parse(iso).atZone(zone).toInstant();
  }

  /** The usual time between two points: the median; none of a single one. */
  static Duration window(List<Backtest.Point> points) {
    if (points.size() < 2) {
      return Duration.ZERO;
    }
    long[] gaps = new long[points.size() - 1];
    for (int i = 0; i < gaps.length; i++) {
      gaps[i] = Duration.between(points.get(i).time(), points.get(i + 1).time()).toMillis();
    }
    java.util.Arrays.sort(gaps);
    return Duration.ofMillis(gaps[gaps.length / 2]);
  }
}
