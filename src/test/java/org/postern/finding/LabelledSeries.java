package org.postern.finding;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A series of the Numenta Anomaly Benchmark that lies beside the project.
 *
 * @param window time between two points
 * @param windows in which an anomaly is labelled
 */
record LabelledSeries(String name, Duration window, List<Point> points, List<Label> windows) {
  private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss");

  /** One measurement. */
  record Point(LocalDateTime time, double value) {}

  /** A labelled time, both ends within. */
  record Label(LocalDateTime from, LocalDateTime to) {
    boolean holds(LocalDateTime time) {
      return !time.isBefore(from) && !time.isAfter(to);
    }
  }

  double weeks() {
    Duration all = Duration.between(points.get(0).time(), points.get(points.size() - 1).time());
    return all.toMinutes() / (double) Duration.ofDays(7).toMinutes();
  }

  /** All of them; a test that needs them is skipped, visibly, where they are absent. */
  static List<LabelledSeries> all() {
    String set = System.getenv("POSTERN_SHARED");
    Path folder = (set == null ? Path.of("..", "shared") : Path.of(set)).resolve("nab");
    Assumptions.assumeTrue(
        Files.isDirectory(folder), "no labelled series at " + folder.toAbsolutePath());
    try (Stream<Path> files = Files.walk(folder.resolve("data"))) {
      JsonNode labels =
          JsonMapper.builder()
              .build()
              .readTree(folder.resolve("labels/combined_windows.json").toFile());
      List<LabelledSeries> all = new ArrayList<>();
      for (Path file : files.filter(each -> each.toString().endsWith(".csv")).sorted().toList()) {
        all.add(read(file, labels));
      }
      return all;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static LabelledSeries read(Path file, JsonNode labels) throws IOException {
    List<Point> points = new ArrayList<>();
    for (String line : Files.readAllLines(file)) {
      String[] columns = line.split(",", -1);
      if (!columns[0].equals("timestamp")) {
        points.add(
            new Point(LocalDateTime.parse(columns[0], TIME), Double.parseDouble(columns[1])));
      }
    }
    String name = file.getParent().getFileName() + "/" + file.getFileName();
    List<Label> windows = new ArrayList<>();
    for (JsonNode each : labels.get(name)) {
      windows.add(new Label(time(each.get(0)), time(each.get(1))));
    }
    return new LabelledSeries(
        file.getFileName().toString().replace(".csv", ""),
        Duration.between(points.get(0).time(), points.get(1).time()),
        points,
        windows);
  }

  private static LocalDateTime time(JsonNode text) {
    return LocalDateTime.parse(text.asString().substring(0, 19), TIME);
  }
}
