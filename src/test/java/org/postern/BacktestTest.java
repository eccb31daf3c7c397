package org.postern;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;
import org.xml.sax.InputSource;

/** Two weeks of five-minute windows, of which the last Thursday has an hour of something else. */
class BacktestTest {
  private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss");
  private static final LocalDateTime ODD = LocalDateTime.of(2027, 3, 11, 10, 0);

  @TempDir Path directory;

  private Path config;

  @BeforeEach
  void configure() throws IOException {
    config = directory.resolve("postern.yaml");
    Files.writeString(
        config,
        """
        credentials: { c: { version: v2c, community: { env: TEST_COMMUNITY } } }
        devices: [ { name: gw, address: 192.0.2.1, credential: c } ]
        """
            .replace("{ env: TEST_COMMUNITY }", "public"));
  }

  private Path series(double usual, double odd) throws IOException {
    List<String> lines = new ArrayList<>(List.of("timestamp,value"));
    LocalDateTime end = LocalDateTime.of(2027, 3, 15, 0, 0);
    for (LocalDateTime at = LocalDateTime.of(2027, 3, 1, 0, 0);
        at.isBefore(end);
        at = at.plusMinutes(5)) {
      boolean isOdd = !at.isBefore(ODD) && at.isBefore(ODD.plusHours(1));
      lines.add(TIME.format(at) + "," + (isOdd ? odd : usual + at.getMinute()));
    }
    return Files.write(directory.resolve("series.csv"), lines);
  }

  private CliGolden.Run run(String... more) {
    List<String> words = new ArrayList<>(List.of("backtest", "--config", config.toString()));
    words.addAll(List.of(more));
    return CliGolden.run(words.toArray(String[]::new));
  }

  @Test
  void aSpikeIsFoundOnceAndDrawn() throws Exception {
    Path plot = directory.resolve("plot.svg");
    CliGolden.Run run =
        run(series(20e6, 90e6).toString(), "--plot", plot.toString(), "--as", "rate");
    assertThat(run.exitCode()).as(run.err()).isEqualTo(ExitCode.OK);
    assertThat(run.out())
        .startsWith("2027-03-11 10:10 raised  minor    trafficSpike: 90000000, usually 20")
        .contains("2027-03-11 11:25 cleared minor    trafficSpike")
        .endsWith("4032 windows from 2027-03-01 00:00 to 2027-03-14 23:55: raised 1 time\n");
    Document svg =
        DocumentBuilderFactory.newInstance()
            .newDocumentBuilder()
            .parse(new InputSource(new StringReader(Files.readString(plot))));
    assertThat(svg.getElementsByTagName("polyline").getLength()).isEqualTo(1);
    assertThat(svg.getElementsByTagName("polygon").getLength()).isPositive();
    assertThat(svg.getElementsByTagName("rect").getLength()).as("ground and finding").isEqualTo(2);
  }

  @Test
  void hitsAreJudgedAsHits() throws IOException {
    assertThat(run(series(20, 900).toString(), "--as", "denies").out())
        .contains("raised  major    denySpike: 900, usually");
    assertThat(run(series(20, 0).toString(), "--as", "permits").out())
        .contains("raised  critical permitHitsZero: 0.0, usually");
    assertThat(run(series(20, 20).toString(), "--as", "denies").out()).contains("raised 0 times");
  }

  @Test
  void sinceLeavesOutWhatWasBefore() throws IOException {
    String file = series(20e6, 90e6).toString();
    assertThat(run(file, "--json", "--since", "2027-03-11T10:11:00Z").out())
        .contains("cleared")
        .doesNotContain("raised");
  }

  @Test
  void whatIsNoSeriesIsRefusedWithItsLine() throws IOException {
    Path file = directory.resolve("bad.csv");
    for (String[] each :
        new String[][] {
          {"2027-03-01T00:00:00Z,1\n2027-03-01T00:00:00Z,2", ":2: the time is not after"},
          {"2027-03-01T00:00:00Z,1\nyesterday,2", ":2: not a time"},
          {"2027-03-01T00:00:00Z,1\n1803859200", ":2: not TIME,VALUE"},
          {"2027-03-01T00:00:00Z,NaN", ":1: not a finite number"},
          {"time,value\n2027-03-01T00:00:00Z,1", "fewer than two windows"}
        }) {
      Files.writeString(file, each[0]);
      CliGolden.Run run = run(file.toString());
      assertThat(run.exitCode()).isEqualTo(ExitCode.INVALID_INPUT);
      assertThat(run.err()).contains(each[1]);
    }
    assertThat(run("nowhere.csv").exitCode()).isEqualTo(ExitCode.NOT_FOUND);
    assertThat(run(series(1, 1).toString(), "--as", "x").exitCode()).isEqualTo(ExitCode.USAGE);
  }
}
