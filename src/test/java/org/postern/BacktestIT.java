package org.postern;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.postern.counter.Quality;
import org.postern.store.DevicePoll;
import org.postern.store.InterfacePoint;
import org.postern.store.PosternStore;
import org.postern.store.StoreSettings;
import org.postern.testkit.Eventually;
import tools.jackson.databind.JsonNode;

/** What {@code backtest DEVICE} tells of a planted history, with a daemon and without. */
class BacktestIT {
  private static final Instant FRIDAY = Instant.parse("2027-03-12T00:00:00Z");
  private static final Duration SOON = Duration.ofSeconds(40);
  private static final Duration STEP = Duration.ofMinutes(5);

  @TempDir Path folder;

  private Path configure(String devices) throws IOException {
    Path file = folder.resolve("a.yaml");
    Files.writeString(
        file,
        """
        credentials: { rack: { version: v2c, community: x } }
        policy: { zones: { untrusted: [], mail-dmz: [], clients: [] } }
        store: { directory: store }
        devices:
        """
            + devices);
    return file;
  }

  private Path configure() throws IOException {
    return configure(
        """
          - { name: rtr1, address: 192.0.2.1, credential: rack, interval: 5m }
          - { name: empty, address: 192.0.2.2, credential: rack }
        """);
  }

  /** A week until {@code end}, with an odd hour on wan0 and none on wan1. */
  private void plant(Instant end, Instant odd) {
    try (PosternStore store =
        PosternStore.open(
            folder.resolve("store"), StoreSettings.defaults(), Clock.fixed(end, ZoneOffset.UTC))) {
      Instant begin = end.minus(Duration.ofDays(7)).plus(STEP);
      int device = store.identity().deviceIndex("rtr1");
      int odds = store.identity().interfaceIndex("rtr1", "wan0");
      int evens = store.identity().interfaceIndex("rtr1", "wan1");
      for (Instant at = begin; at.isBefore(end); at = at.plus(STEP)) {
        InterfacePoint strange = point(at, usual(at) + (isIn(at, odd) ? 70e6 : 0));
        store
            .samples()
            .offer(
                new DevicePoll(
                    device,
                    at,
                    List.of(
                        new DevicePoll.OfInterface(odds, strange),
                        new DevicePoll.OfInterface(evens, point(at, usual(at)))),
                    List.of()));
      }
    }
  }

  private static double usual(Instant at) {
    return 20e6 + at.getEpochSecond() / 300 % 7 * 1e5;
  }

  private static boolean isIn(Instant at, Instant hour) {
    return !at.isBefore(hour) && at.isBefore(hour.plus(Duration.ofHours(1)));
  }

  private static InterfacePoint point(Instant at, double bits) {
    OptionalDouble none = OptionalDouble.of(0);
    OptionalDouble rate = OptionalDouble.of(bits);
    return new InterfacePoint(
        at,
        1,
        rate,
        rate,
        OptionalDouble.of(2500),
        OptionalDouble.of(2500),
        none,
        none,
        none,
        none,
        Quality.COMPLETE);
  }

  private static CliGolden.Run run(Path config, String... words) {
    List<String> all = new ArrayList<>(List.of("backtest"));
    all.addAll(List.of(words));
    all.addAll(List.of("-c", config.toString()));
    return CliGolden.run(all.toArray(String[]::new));
  }

  private static final String[] THURSDAY = {"--since", "2027-03-11", "--until", "2027-03-12"};

  private static String[] thursday(String... more) {
    List<String> all = new ArrayList<>(List.of(more));
    all.addAll(List.of(THURSDAY));
    return all.toArray(String[]::new);
  }

  @Test
  void withoutADaemonTheStoreIsReplayed() throws IOException {
    Path config = configure();
    plant(FRIDAY, Instant.parse("2027-03-11T10:00:00Z"));
    CliGolden.Run run = run(config, thursday("rtr1"));
    assertThat(run.exitCode()).as(run.err()).isEqualTo(ExitCode.OK);
    CliGolden.assertMatches("backtest-device", run);
    assertThat(run(config, thursday("rtr1", "--series", "wan1")).out())
        .doesNotContain("wan0")
        .endsWith("raised 0 times\n");

    Path plot = folder.resolve("plot.svg");
    CliGolden.Run drawn =
        run(config, thursday("rtr1", "--series", "wan0 out", "--plot", plot.toString()));
    assertThat(drawn.exitCode()).as(drawn.err()).isEqualTo(ExitCode.OK);
    assertThat(drawn.out()).contains("wan0 out").doesNotContain("wan0 in");
    assertThat(Files.readString(plot))
        .contains("rtr1 wan0 out", "class=\"band\"", "class=\"series\"", "class=\"finding\"");

    JsonNode json = Json.parse(run(config, thursday("rtr1", "--json")).out());
    assertThat(new TreeSet<>(json.propertyNames()))
        .containsExactly(
            "device", "gaps", "historyBegins", "historyEnds", "series", "steps", "windows");
    assertThat(json.at("/windows").asInt()).isEqualTo(288);
    assertThat(json.at("/series/0/series").asString()).isEqualTo("wan0 in");
    assertThat(json.at("/series/0/qualities/complete").asInt()).isEqualTo(288);
    assertThat(json.at("/steps/0/kind").asString()).isEqualTo("trafficSpike");
    assertThat(json.at("/steps/0/object").asString()).isEqualTo("wan0");
  }

  @Test
  void aShortHistoryIsSaidToBeOne() throws IOException {
    Path config = configure();
    plant(FRIDAY, FRIDAY);
    CliGolden.Run run = run(config, "rtr1", "--since", "2027-03-05", "--until", "2027-03-12");
    assertThat(run.err())
        .contains("history begins at 2027-03-05 00:05 UTC, too late for 4 of 4 series")
        .contains("(detection.learning)");
    assertThat(run.out()).endsWith("raised 0 times\n");
  }

  @Test
  void whatIsNotThereIsSaidPlainly() throws IOException {
    Path config = configure();
    assertFails(run(config, "rtr1"), ExitCode.NOT_FOUND, "rtr1: no history: no daemon has ever");
    plant(FRIDAY, FRIDAY);
    assertFails(
        run(config, "rtr2"),
        ExitCode.NOT_FOUND,
        "no such device, and no such file: rtr2; did you mean \"rtr1\"?");
    assertFails(run(config, thursday("empty")), ExitCode.NOT_FOUND, "empty: no history from 2027");
    assertFails(
        run(config, thursday("rtr1", "--series", "wan2")),
        ExitCode.NOT_FOUND,
        "known are the interfaces [wan0, wan1]; did you mean \"wan0\"?");
    assertFails(
        run(config, thursday("rtr1", "--plot", "x.svg", "--series", "wan0")),
        ExitCode.USAGE,
        "--plot draws one series: name it by --series");
    assertFails(run(config, "rtr1", "--as", "rate"), ExitCode.USAGE, "--as is not for a device");
    assertFails(
        run(config, config.toString(), "--series", "x"),
        ExitCode.USAGE,
        "--series is not for a file");
    assertFails(
        run(config, "rtr1", "--since", "2027-03-12", "--until", "2027-03-11"),
        ExitCode.USAGE,
        "--since must be before --until");
  }

  private static void assertFails(CliGolden.Run run, int exitCode, String words) {
    assertThat(run.err()).contains(words);
    assertThat(run.exitCode()).isEqualTo(exitCode);
    assertThat(run.out()).isEmpty();
  }

  @Test
  void aRunningDaemonIsAskedAndSaysTheSame() throws IOException {
    Instant now = Clock.systemUTC().instant();
    Instant odd = lastWorkingDay(now).atTime(10, 0).toInstant(ZoneOffset.UTC);
    plant(now, odd);
    try (DeviceRack rack = new DeviceRack()) {
      rack.add("rtr1", LabRouter.closed());
      Path config = configure(rack.devicesInYaml());
      String[] since = {"--since", odd.minusSeconds(3600).toString(), "--until"};
      String until = odd.plusSeconds(7200).toString();
      CliGolden.Run asked;
      try (Daemon daemon = rack.start(folder.resolve("store"))) {
        Eventually.holds(
            "the device is polled",
            SOON,
            () ->
                daemon.boards().current().devices().stream()
                    .anyMatch(device -> device.lastGoodPoll().isPresent()),
            () -> daemon.boards().current().devices().toString());
        asked = run(config, "rtr1", since[0], since[1], since[2], until);
        assertThat(asked.exitCode()).as(asked.err()).isEqualTo(ExitCode.OK);
        assertThat(asked.out())
            .contains("raised  minor    trafficSpike: wan0: in 90")
            .endsWith("raised 1 time\n");
        assertThat(run(config, "rtr1", since[0], since[1], "--series", "wan1").out())
            .doesNotContain("raised  ")
            .endsWith("raised 0 times\n");
      }
      CliGolden.Run read = run(config, "rtr1", since[0], since[1], since[2], until);
      assertThat(read.out()).isEqualTo(asked.out());
    }
  }

  /** The last one that is over; days of the same kind lie before it. */
  private static LocalDate lastWorkingDay(Instant now) {
    LocalDate day = LocalDate.ofInstant(now, ZoneOffset.UTC).minusDays(1);
    while (day.getDayOfWeek() == DayOfWeek.SATURDAY || day.getDayOfWeek() == DayOfWeek.SUNDAY) {
      day = day.minusDays(1);
    }
    return day;
  }
}
