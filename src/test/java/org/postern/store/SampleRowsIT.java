package org.postern.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.flywaydb.core.Flyway;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.postern.testkit.MutableClock;

/** What the rows of many devices, of huge ones, of damaged ones and of an old file come to. */
class SampleRowsIT {
  private static final Instant START = Instant.parse("2026-11-24T10:00:00Z");
  private static final Instant END = START.plus(Duration.ofHours(2));

  @TempDir Path directory;
  private final MutableClock clock = new MutableClock(START);

  private PosternStore open() {
    return PosternStore.open(directory, StoreSettings.defaults(), clock);
  }

  private static List<RollUp> fiveMinutes(PosternStore store, int device, int index) {
    return store
        .samples()
        .interfaceRollUps(device, index, RollUpLevel.FIVE_MINUTES, Instant.EPOCH, END);
  }

  @Test
  void sumsUpMoreDevicesThanAreReadAtOnce() {
    int devices = 1_500;
    try (PosternStore store = open()) {
      for (int poll = 0; poll < 4; poll++) {
        for (int device = 1; device <= devices; device++) {
          Instant time = START.plusSeconds(60L * poll).plusMillis(device);
          store
              .samples()
              .offer(Examples.ofInterfaces(device, Examples.rates(time, device * poll), 3, 4));
        }
      }
    }
    clock.advance(Duration.ofHours(3));
    try (PosternStore store = open()) {
      store.maintain(clock.instant());

      for (int device : List.of(1, 499, 500, 501, 999, 1_000, 1_001, devices)) {
        List<RollUp> sums = fiveMinutes(store, device, 4);
        assertThat(sums).hasSize(1);
        assertThat(sums.get(0).samples()).isEqualTo(4);
        RollUp.Summary in = sums.get(0).rates().get(SampleRate.IN_BITS);
        assertThat(in).isEqualTo(new RollUp.Summary(4, 0, 1.5 * device, 3.0 * device));
        assertThat(
                store.samples().interfaceRollUps(device, 4, RollUpLevel.HOURLY, Instant.EPOCH, END))
            .extracting(RollUp::samples)
            .containsExactly(4);
      }
      assertThat(fiveMinutes(store, devices + 1, 4)).isEmpty();
    }
  }

  @Test
  void keepsAndSumsUpAListOfAHundredThousandEntries() {
    List<DevicePoll.OfEntry> entries =
        IntStream.rangeClosed(1, 100_000)
            .mapToObj(entry -> new DevicePoll.OfEntry(1, entry, Examples.hits(START, entry)))
            .toList();
    List<DevicePoll.OfInterface> interfaces =
        List.of(new DevicePoll.OfInterface(1, Examples.rates(START, 5)));
    try (PosternStore store = open()) {
      store.samples().offer(new DevicePoll(1, START, interfaces, entries));
    }
    clock.advance(Duration.ofHours(1));
    try (PosternStore store = open()) {
      store.maintain(clock.instant());

      for (int entry : List.of(1, 50_000, 100_000)) {
        assertThat(store.samples().hitHistory(1, 1, entry, START, END))
            .containsExactly(Examples.hits(START, entry));
        assertThat(store.samples().hitRollUps(1, 1, entry, RollUpLevel.FIVE_MINUTES, START, END))
            .extracting(RollUp::last)
            .containsExactly((long) entry);
      }
      assertThat(fiveMinutes(store, 1, 1)).hasSize(1);
    }
  }

  private Connection connect() throws SQLException {
    JdbcDataSource source = new JdbcDataSource();
    source.setURL("jdbc:h2:" + directory.resolve("samples"));
    source.setUser("postern");
    return source.getConnection();
  }

  @Test
  void leavesOutARowThatCannotBeRead() throws SQLException {
    try (PosternStore store = open()) {
      for (int second = 0; second < 180; second += 60) {
        store
            .samples()
            .offer(Examples.ofInterface(1, 1, Examples.rates(START.plusSeconds(second), second)));
      }
    }
    try (Connection connection = connect();
        Statement statement = connection.createStatement()) {
      assertThat(
              statement.executeUpdate(
                  "UPDATE samples_20261124_0600 SET points = SUBSTRING(points FROM 1 FOR 8)"
                      + " WHERE id = (SELECT MIN(id) FROM samples_20261124_0600)"))
          .isEqualTo(1);
      // The file says that it stays open without connections.
      statement.execute("SHUTDOWN");
    }
    clock.advance(Duration.ofHours(1));
    try (PosternStore store = open()) {
      store.maintain(clock.instant());

      assertThat(store.samples().interfaceHistory(1, 1, START, END))
          .extracting(InterfacePoint::time)
          .containsExactly(START.plusSeconds(60), START.plusSeconds(120));
      assertThat(fiveMinutes(store, 1, 1)).extracting(RollUp::samples).containsExactly(2);
    }
  }

  @Test
  void dropsWhatAnOldFileKeptARowForEachPointAndGoesOn() throws SQLException {
    JdbcDataSource source = new JdbcDataSource();
    source.setURL("jdbc:h2:" + directory.resolve("samples"));
    source.setUser("postern");
    Flyway.configure()
        .dataSource(source)
        .locations("classpath:db/migration/samples")
        .target("2")
        .loggers("slf4j")
        .load()
        .migrate();
    try (Connection connection = connect();
        Statement statement = connection.createStatement()) {
      for (String table : List.of("interface_20261124_0600", "hits_20261124_0600", "hits_5m_x")) {
        statement.execute("CREATE TABLE " + table + " (id BIGINT NOT NULL PRIMARY KEY)");
      }
      statement.execute("INSERT INTO sample_series VALUES (1, 'INTERFACE', 1, 1, 0)");
      statement.execute("INSERT INTO sample_slice VALUES (0, 21600000, '20261124_0600', 'RAW')");
      statement.execute("INSERT INTO roll_up_due VALUES ('FIVE_MINUTES', 0)");
    }
    try (PosternStore store = open()) {
      store.samples().offer(Examples.ofInterface(1, 1, Examples.rates(START, 1)));
    }
    try (PosternStore store = open()) {
      assertThat(store.samples().interfaceHistory(1, 1, START, END)).hasSize(1);
    }
    List<String> tables = new ArrayList<>();
    try (Connection connection = connect();
        var rows = connection.getMetaData().getTables(null, "PUBLIC", "%", null)) {
      while (rows.next()) {
        tables.add(rows.getString("TABLE_NAME"));
      }
    }
    assertThat(tables)
        .containsExactlyInAnyOrder(
            "flyway_schema_history", "ROLL_UP_DUE", "SAMPLE_SLICE", "SAMPLES_20261124_0600");
  }
}
