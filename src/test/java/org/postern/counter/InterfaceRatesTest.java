package org.postern.counter;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.postern.counter.InterfaceSample.CounterValue;
import org.postern.counter.InterfaceSample.InterfaceCounter;

class InterfaceRatesTest {
  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
  private static final Moment THEN = Moment.of(START, 100_000);
  private static final Moment NOW = Moment.of(START.plusSeconds(100), 110_000);
  private static final Duration INTERVAL = Duration.ofSeconds(100);

  private static InterfaceSample sample(
      int index, String descr, long speed, Map<InterfaceCounter, CounterValue> counters) {
    OptionalLong bits = speed == 0 ? OptionalLong.empty() : OptionalLong.of(speed);
    return new InterfaceSample(
        index,
        "eth0",
        "uplink " + index,
        descr,
        1,
        1,
        bits,
        OptionalLong.empty(),
        InterfaceCounters.of(counters));
  }

  private static TrafficRates between(InterfaceSample old, InterfaceSample now) {
    return new InterfaceRates(old, THEN, INTERVAL).add(now, NOW);
  }

  private static InterfaceSample octets(long value, int width, long speed) {
    return sample(1, "", speed, Map.of(InterfaceCounter.IN_OCTETS, new CounterValue(value, width)));
  }

  private static Rate inOctets(long old, long now, int width, long speed) {
    return between(octets(old, width, speed), octets(now, width, speed))
        .of(InterfaceCounter.IN_OCTETS);
  }

  @Test
  void octetsCountAsBitsToo() {
    Rate rate = inOctets(0, 100_000, 64, 1_000_000_000);
    assertThat(rate).isEqualTo(Rate.of(1000, Quality.COMPLETE));
    assertThat(rate.octetsAsBits()).isEqualTo(Rate.of(8000, Quality.COMPLETE));
    assertThat(Rate.none(Quality.RESET).octetsAsBits()).isEqualTo(Rate.none(Quality.RESET));
  }

  @Test
  void theCeilingIsTheLinkSpeedAndATenth() {
    // 8 Mbit/s are 1 MB/s; 100 s and a tenth more make 110 MB.
    assertThat(inOctets(0, 110_000_000, 64, 8_000_000).quality()).isEqualTo(Quality.COMPLETE);
    assertThat(inOctets(0, 110_001_000, 64, 8_000_000).quality()).isEqualTo(Quality.IMPLAUSIBLE);
    assertThat(inOctets(0, 110_001_000, 64, 0).quality()).isEqualTo(Quality.COMPLETE);
    assertThat(InterfaceRates.ceiling(InterfaceCounter.IN_PACKETS, OptionalLong.of(512)))
        .hasValueCloseTo(1.1, org.assertj.core.data.Offset.offset(1e-9));
  }

  @Test
  void aWrapNeedsAKnownSpeed() {
    assertThat(inOctets(4_294_967_290L, 94, 32, 8_000_000)).isEqualTo(Rate.of(1, Quality.WRAP));
    assertThat(inOctets(4_294_967_290L, 94, 32, 0).quality()).isEqualTo(Quality.RESET);
  }

  @Test
  void countersOnlyOneSampleHasAreUnavailable() {
    TrafficRates rates =
        between(
            sample(1, "", 0, Map.of(InterfaceCounter.IN_ERRORS, new CounterValue(1, 32))),
            sample(1, "", 0, Map.of(InterfaceCounter.OUT_ERRORS, new CounterValue(1, 32))));
    assertThat(rates)
        .isEqualTo(
            new TrafficRates.Builder()
                .put(InterfaceCounter.IN_ERRORS, Rate.none(Quality.UNAVAILABLE))
                .put(InterfaceCounter.OUT_ERRORS, Rate.none(Quality.UNAVAILABLE))
                .build());
  }

  @Test
  void anotherDescriptionUnderTheNameIsAnotherInterface() {
    Map<InterfaceCounter, CounterValue> counters =
        Map.of(InterfaceCounter.IN_OCTETS, new CounterValue(1, 64));
    assertThat(
            between(sample(1, "old card", 0, counters), sample(1, "new card", 0, counters))
                .of(InterfaceCounter.IN_OCTETS))
        .isEqualTo(Rate.none(Quality.UNAVAILABLE));
  }

  @Test
  void aDescriptionThatIsNotToldChangesNothing() {
    Map<InterfaceCounter, CounterValue> before =
        Map.of(InterfaceCounter.IN_OCTETS, new CounterValue(0, 64));
    InterfaceRates rates = new InterfaceRates(sample(1, "card", 0, before), THEN, INTERVAL);
    Map<InterfaceCounter, CounterValue> after =
        Map.of(InterfaceCounter.IN_OCTETS, new CounterValue(500, 64));
    assertThat(rates.add(sample(1, "", 0, after), NOW).of(InterfaceCounter.IN_OCTETS))
        .isEqualTo(Rate.of(5, Quality.COMPLETE));
    Moment later = Moment.of(START.plusSeconds(200), 120_000);
    assertThat(rates.add(sample(1, "card", 0, after), later).of(InterfaceCounter.IN_OCTETS))
        .isEqualTo(Rate.of(0, Quality.COMPLETE));
    Moment last = Moment.of(START.plusSeconds(300), 130_000);
    assertThat(rates.add(sample(1, "another", 0, after), last).of(InterfaceCounter.IN_OCTETS))
        .isEqualTo(Rate.none(Quality.UNAVAILABLE));
  }

  @Test
  void aCounterOfAnotherWidthIsSetAsideOnce() {
    InterfaceRates rates = new InterfaceRates(octets(0, 64, 0), THEN, INTERVAL);
    assertThat(rates.add(octets(7, 32, 0), NOW).of(InterfaceCounter.IN_OCTETS))
        .isEqualTo(Rate.none(Quality.UNAVAILABLE));
    assertThat(
            rates
                .add(octets(200, 64, 0), Moment.of(START.plusSeconds(200), 120_000))
                .of(InterfaceCounter.IN_OCTETS))
        .as("the wide one is back")
        .isEqualTo(Rate.of(1, Quality.COMPLETE));
  }

  @Test
  void anotherIndexIsTheSameInterface() {
    assertThat(
            between(
                    sample(1, "", 0, Map.of(InterfaceCounter.IN_OCTETS, new CounterValue(0, 64))),
                    sample(7, "", 0, Map.of(InterfaceCounter.IN_OCTETS, new CounterValue(500, 64))))
                .of(InterfaceCounter.IN_OCTETS))
        .isEqualTo(Rate.of(5, Quality.COMPLETE));
  }

  /** The rates of octets read 100 s apart; below 0 stands for a counter that was not told. */
  private static List<Rate> sequence(long speed, long... values) {
    InterfaceRates rates = new InterfaceRates(octets(values[0], 64, speed), THEN, INTERVAL);
    List<Rate> told = new ArrayList<>();
    for (int i = 1; i < values.length; i++) {
      InterfaceSample sample =
          values[i] < 0 ? sample(1, "", speed, Map.of()) : octets(values[i], 64, speed);
      told.add(
          rates
              .add(sample, Moment.of(START.plusSeconds(100L * i), 100_000 + 10_000L * i))
              .of(InterfaceCounter.IN_OCTETS));
    }
    return told;
  }

  @Test
  void anImplausibleValueIsSetAsideOnce() {
    assertThat(sequence(8_000_000, 0, 9_000_000_000L, 200))
        .containsExactly(Rate.none(Quality.IMPLAUSIBLE), Rate.of(1, Quality.COMPLETE));
    assertThat(sequence(8_000_000, 0, 9_000_000_000L, 9_000_000_100L, 9_000_000_200L))
        .as("believed when it stays")
        .containsExactly(
            Rate.none(Quality.IMPLAUSIBLE),
            Rate.none(Quality.IMPLAUSIBLE),
            Rate.of(1, Quality.COMPLETE));
  }

  @Test
  void aCounterThatWasMissingIsComparedWithTheLastThatWasRead() {
    assertThat(sequence(0, 0, -1, 200))
        .containsExactly(Rate.none(Quality.UNAVAILABLE), Rate.of(1, Quality.COMPLETE));
    assertThat(sequence(0, 0, -1, -1, 300))
        .as("three intervals are a gap")
        .endsWith(Rate.of(1, Quality.GAP));
  }

  @Test
  void aSecondReadingAtOnceDoesNotDisturbTheNext() {
    InterfaceRates rates = new InterfaceRates(octets(0, 64, 0), THEN, INTERVAL);
    Moment soon = Moment.of(START.plusSeconds(9), 100_900);
    assertThat(rates.add(octets(5, 64, 0), soon).of(InterfaceCounter.IN_OCTETS))
        .isEqualTo(Rate.none(Quality.UNAVAILABLE));
    assertThat(rates.add(octets(100, 64, 0), NOW).of(InterfaceCounter.IN_OCTETS))
        .isEqualTo(Rate.of(1, Quality.COMPLETE));
    assertThat(rates.last()).isEqualTo(NOW);
  }

  @Test
  void anOlderReadingIsSetAsideOnceUnlessOurClockWasSetBackForGood() {
    InterfaceRates rates = new InterfaceRates(octets(0, 64, 0), Moment.of(START), INTERVAL);
    List<Rate> told = new ArrayList<>();
    for (int seconds : new int[] {-50, 100, -3500, -3400, -3300}) {
      told.add(
          rates
              .add(octets(seconds + 10_000, 64, 0), Moment.of(START.plusSeconds(seconds)))
              .of(InterfaceCounter.IN_OCTETS));
    }
    assertThat(told)
        .extracting(Rate::quality)
        .containsExactly(
            Quality.UNAVAILABLE,
            Quality.COMPLETE,
            Quality.UNAVAILABLE,
            Quality.UNAVAILABLE,
            Quality.COMPLETE);
    assertThat(told.get(4)).isEqualTo(Rate.of(1, Quality.COMPLETE));
  }
}
