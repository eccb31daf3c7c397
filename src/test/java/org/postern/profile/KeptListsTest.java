package org.postern.profile;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.postern.snmp.Oid;
import org.postern.snmp.SnmpValue;

/**
 * Lists taken from the reading before are what mapping anew would have made, for all recordings.
 */
class KeptListsTest {
  private static final int VALUES_CHANGED_AT_MOST = 40;

  private static List<Path> recordings() throws IOException {
    try (Stream<Path> files = Files.walk(Path.of("src/test/resources/recordings"))) {
      return files.filter(file -> file.toString().endsWith(".snmprec")).sorted().toList();
    }
  }

  private static Profiles.Mapped map(
      RecordedRows rows, List<Profile> profiles, KnownMapping known) {
    return map(rows, profiles, known, new SharedLists());
  }

  private static Profiles.Mapped map(
      RecordedRows rows, List<Profile> profiles, KnownMapping known, SharedLists shared) {
    return Profiles.map(
        rows.facts(),
        profiles,
        rows.readAll(profiles),
        rows.get(ReadPlan.of(profiles).scalars()),
        known,
        shared);
  }

  private static List<Profile> profiles(RecordedRows rows) {
    return TestProfiles.builtIn().match(rows.sysObjectId(), rows::hasRows);
  }

  /** An equal list would prove nothing: it is the very list that is not made again. */
  @SuppressWarnings("ReferenceEquality")
  private static boolean isTaken(DeviceReading now, DeviceReading before) {
    return !now.accessLists().isEmpty()
        && now.accessLists().get(0).list() == before.accessLists().get(0).list();
  }

  @Test
  void theSameAnswersGiveTheSameReadingAndMostlyTheSameLists() throws IOException {
    int taken = 0;
    int withLists = 0;
    for (Path file : recordings()) {
      RecordedRows rows = RecordedRows.read(file);
      List<Profile> profiles = profiles(rows);
      Profiles.Mapped first = map(rows, profiles, KnownMapping.nothing());
      Profiles.Mapped second = map(rows, profiles, first.known());
      assertThat(second.reading()).as(file.toString()).isEqualTo(first.reading());
      withLists += first.reading().accessLists().isEmpty() ? 0 : 1;
      taken += isTaken(second.reading(), first.reading()) ? 1 : 0;
    }
    assertThat(taken).as("of %s", withLists).isGreaterThanOrEqualTo(withLists / 2);
  }

  @Test
  void devicesWithTheSameListsShareThem() throws IOException {
    SharedLists shared = new SharedLists();
    int taken = 0;
    List<KnownMapping> inUse = new ArrayList<>();
    for (Path file : recordings()) {
      RecordedRows rows = RecordedRows.read(file);
      List<Profile> profiles = profiles(rows);
      Profiles.Mapped one = map(rows, profiles, KnownMapping.nothing(), shared);
      Profiles.Mapped other = map(rows, profiles, KnownMapping.nothing(), shared);
      inUse.add(one.known());
      assertThat(other.reading())
          .as(file.toString())
          .isEqualTo(map(rows, profiles, KnownMapping.nothing()).reading());
      taken += isTaken(other.reading(), one.reading()) ? 1 : 0;
    }
    assertThat(taken).isGreaterThan(5);
    assertThat(inUse).isNotEmpty();
  }

  @Test
  void hitsThatMovedAreThoseThatWouldHaveBeenMapped() throws IOException {
    int taken = 0;
    for (Path file : recordings()) {
      RecordedRows rows = RecordedRows.read(file);
      List<Profile> profiles = profiles(rows);
      Set<Oid> moving = new HashSet<>();
      ReadPlan.of(profiles).tables().forEach(table -> moving.addAll(table.moving()));
      RecordedRows moved =
          rows.changed(
              (oid, value) -> moving.stream().anyMatch(oid::startsWith) ? counted(value) : value);
      Profiles.Mapped first = map(rows, profiles, KnownMapping.nothing());
      Profiles.Mapped second = map(moved, profiles, first.known());
      assertThat(second.reading())
          .as(file.toString())
          .isEqualTo(map(moved, profiles, KnownMapping.nothing()).reading());
      taken +=
          isTaken(second.reading(), first.reading())
                  && !second.reading().accessLists().equals(first.reading().accessLists())
              ? 1
              : 0;
    }
    assertThat(taken).isGreaterThan(5);
  }

  @Test
  void whateverElseChangesIsSeen() throws IOException {
    for (Path file : recordings()) {
      RecordedRows rows = RecordedRows.read(file);
      List<Profile> profiles = profiles(rows);
      KnownMapping known = map(rows, profiles, KnownMapping.nothing()).known();
      List<Oid> names = rows.names();
      int step = Math.max(1, names.size() / VALUES_CHANGED_AT_MOST);
      for (int i = 0; i < names.size(); i += step) {
        Oid name = names.get(i);
        for (UnaryOperator<SnmpValue> change :
            List.<UnaryOperator<SnmpValue>>of(KeptListsTest::counted, KeptListsTest::text)) {
          RecordedRows other =
              rows.changed((oid, value) -> oid.equals(name) ? change.apply(value) : value);
          assertThat(map(other, profiles, known).reading())
              .as("%s, %s changed", file, name)
              .isEqualTo(map(other, profiles, KnownMapping.nothing()).reading());
        }
        RecordedRows without = rows.without(name::equals);
        assertThat(map(without, profiles, known).reading())
            .as("%s without %s", file, name)
            .isEqualTo(map(without, profiles, KnownMapping.nothing()).reading());
      }
    }
  }

  private static SnmpValue counted(SnmpValue value) {
    if (value instanceof SnmpValue.Counter32 counter) {
      return new SnmpValue.Counter32((counter.value() + 7) % (1L << 32));
    }
    if (value instanceof SnmpValue.Counter64 counter) {
      return new SnmpValue.Counter64(counter.value() + 7);
    }
    if (value instanceof SnmpValue.Gauge32 gauge) {
      return new SnmpValue.Gauge32((gauge.value() + 1) % (1L << 32));
    }
    return value instanceof SnmpValue.Int number ? new SnmpValue.Int(number.value() + 1) : value;
  }

  private static SnmpValue text(SnmpValue value) {
    return value instanceof SnmpValue.Octets octets && octets.octets().length > 0
        ? new SnmpValue.Octets(changed(octets.octets()))
        : new SnmpValue.Octets(new byte[] {'3'});
  }

  private static byte[] changed(byte[] octets) {
    octets[octets.length - 1] ^= 1;
    return octets;
  }
}
