package org.postern.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.postern.acl.AddressMatch;
import org.postern.config.MaintenanceWindow.Weekly;

/** How single values are read. */
class ValueFormsTest {
  @ParameterizedTest
  @CsvSource({"500ms,PT0.5S", "30s,PT30S", "5m,PT5M", "2h,PT2H", "7d,PT168H", "0s,PT0S"})
  void readsDurations(String text, Duration expected) {
    assertThat(Quantity.duration(text)).contains(expected);
    if (!expected.isZero()) {
      assertThat(Quantity.text(expected)).isEqualTo(text);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "5", "m", "5 m", "5M", "-5m", "1.5h", "5w", "9999999999d"})
  void refusesWhatIsNoDuration(String text) {
    assertThat(Quantity.duration(text)).isEmpty();
  }

  @Test
  void readsSizesInPowersOfTen() {
    assertThat(Quantity.bytes("10KB")).contains(10_000L);
    assertThat(Quantity.bytes("500MB")).contains(500_000_000L);
    assertThat(Quantity.bytes("10GB")).contains(10_000_000_000L);
    assertThat(Quantity.bytes("999999TB")).contains(999_999_000_000_000_000L);
    assertThat(Quantity.bytes("1GiB")).isEmpty();
    assertThat(Quantity.bytes("10")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "192.0.2.1,192.0.2.1,161",
    "192.0.2.1:1024,192.0.2.1,1024",
    "2001:db8::1,2001:db8:0:0:0:0:0:1,161",
    "[2001:db8::1],2001:db8:0:0:0:0:0:1,161",
    "[2001:db8::1]:65535,2001:db8:0:0:0:0:0:1,65535"
  })
  void readsAddressesWithAndWithoutPort(String text, String host, int port) {
    assertThat(Addresses.socket(text, 161))
        .hasValueSatisfying(
            address -> {
              assertThat(address.getAddress().getHostAddress()).isEqualTo(host);
              assertThat(address.getPort()).isEqualTo(port);
            });
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "localhost",
        "192.0.2",
        "192.0.2.256",
        "192.0.2.01",
        "192.0.2.1:",
        "192.0.2.1:0",
        "192.0.2.1:65536",
        "192.0.2.1:x",
        ":161",
        "[192.0.2.1]:161",
        "[2001:db8::1",
        "2001:db8:::1",
        "[2001:db8::1]:0",
        "2001:db8::1/64",
        "fe80::1%eth0",
        "12345",
        " 192.0.2.1"
      })
  void refusesWhatIsNoAddress(String text) {
    assertThat(Addresses.socket(text, 161)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"any", "192.0.2.1", "192.0.2.0/24", "0.0.0.0/0", "::/0", "2001:db8::/32"})
  void readsPrefixesAsTheAccessListsDo(String text) {
    assertThat(Addresses.match(text)).isEqualTo(AddressMatch.parse(text));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "all",
        "192.0.2.1/24",
        "192.0.2.0/33",
        "2001:db8::/129",
        "192.0.2.0/",
        "192.0.2.0/+8",
        "192.0.2.9-192.0.2.1",
        "192.0.2.1-2001:db8::1",
        "192.0.2.1-",
        "-192.0.2.1",
        "a.example/24"
      })
  void refusesWhatIsNoPrefix(String text) {
    assertThatThrownBy(() -> Addresses.match(text)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void findsOneSetOfAddressesInTheUnionOfOthers() {
    assertThat(within("203.0.113.0/24", "203.0.113.0/25", "203.0.113.128/25")).isTrue();
    assertThat(within("203.0.113.100-203.0.113.200", "203.0.113.128/25", "203.0.113.0/25"))
        .isTrue();
    assertThat(within("203.0.113.0/24", "203.0.113.0/25", "203.0.113.129-203.0.113.255")).isFalse();
    assertThat(within("203.0.113.0/24", "203.0.113.0/25")).isFalse();
    assertThat(within("0.0.0.1", "::/0")).as("families are kept apart").isFalse();
    assertThat(within("2001:db8::1", "any")).isTrue();
    assertThat(within("any", "0.0.0.0/0", "::/0")).isTrue();
    assertThat(within("any", "0.0.0.0/0")).isFalse();
    assertThat(within("192.0.2.5", "192.0.2.0/24", "192.0.2.0/30")).as("nested").isTrue();
  }

  private static boolean within(String inner, String... outer) {
    return AddressSpans.of(List.of(outer).stream().map(Addresses::match).toList())
        .contains(AddressSpans.of(List.of(Addresses.match(inner))));
  }

  @ParameterizedTest
  @CsvSource({
    "adress,address",
    "Address,address",
    "max-repetitions,maxRepetitions",
    "tiemout,timeout",
    "retires,retries",
    "min_severity,minSeverity"
  })
  void guessesWhatWasMeant(String word, String meant) {
    List<String> known =
        List.of("address", "maxRepetitions", "timeout", "retries", "minSeverity", "name");

    assertThat(Suggestion.near(word, known)).contains(meant);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "x", "colour", "1610", "community"})
  void doesNotGuessWildly(String word) {
    assertThat(Suggestion.near(word, List.of("address", "timeout", "retries", "161"))).isEmpty();
  }

  @Test
  void writesKeyPathsAsAnOperatorWould() {
    KeyPath path = KeyPath.root().child("devices").item(2).child("zones").child("ge-0/0/1");

    assertThat(path).hasToString("devices[2].zones[\"ge-0/0/1\"]");
  }

  @Test
  void opensAWeeklyWindowAcrossMidnightAndTheWeekend() {
    Weekly window =
        new Weekly(
            Set.of(DayOfWeek.SUNDAY), LocalTime.of(23, 0), Duration.ofHours(2), ZoneId.of("UTC"));

    assertThat(window.covers(Instant.parse("2027-01-10T22:59:59Z"))).isFalse();
    assertThat(window.covers(Instant.parse("2027-01-10T23:00:00Z"))).isTrue();
    assertThat(window.covers(Instant.parse("2027-01-11T00:59:59Z"))).isTrue();
    assertThat(window.covers(Instant.parse("2027-01-11T01:00:00Z"))).isFalse();
    assertThat(window.covers(Instant.parse("2027-01-12T00:00:00Z"))).isFalse();
  }

  @Test
  void keepsAWindowOfAWeekOpen() {
    Weekly window =
        new Weekly(Set.of(DayOfWeek.MONDAY), LocalTime.NOON, Duration.ofDays(7), ZoneId.of("UTC"));

    assertThat(window.covers(Instant.parse("2027-01-11T11:59:59Z"))).isTrue();
    assertThat(window.covers(Instant.parse("2027-01-11T12:00:00Z"))).isTrue();
    assertThat(window.covers(Instant.parse("2027-01-14T00:00:00Z"))).isTrue();
  }

  @Test
  void followsLocalTimeThroughDaylightSaving() {
    Weekly window =
        new Weekly(
            Set.of(DayOfWeek.SUNDAY),
            LocalTime.of(2, 30),
            Duration.ofHours(1),
            ZoneId.of("Europe/Berlin"));

    // On 2027-03-28 the clock goes from 02:00 to 03:00, so that 02:30 becomes 03:30 (01:30 UTC).
    assertThat(window.covers(Instant.parse("2027-03-28T01:29:59Z"))).isFalse();
    assertThat(window.covers(Instant.parse("2027-03-28T01:30:00Z"))).isTrue();
    assertThat(window.covers(Instant.parse("2027-03-28T02:30:00Z"))).isFalse();
    assertThat(window.covers(Instant.parse("2027-04-04T00:30:00Z"))).isTrue();
  }

  @Test
  void mutesOnlyTheDevicesOfTheWindow() {
    MaintenanceWindow window =
        new MaintenanceWindow(
            "move",
            Set.of("edge-1"),
            new MaintenanceWindow.Once(
                Instant.parse("2027-01-09T22:00:00Z"), Instant.parse("2027-01-10T02:00:00Z")));

    assertThat(window.mutes("edge-1", Instant.parse("2027-01-09T22:00:00Z"))).isTrue();
    assertThat(window.mutes("edge-1", Instant.parse("2027-01-10T02:00:00Z"))).isFalse();
    assertThat(window.mutes("edge-2", Instant.parse("2027-01-09T23:00:00Z"))).isFalse();
  }
}
