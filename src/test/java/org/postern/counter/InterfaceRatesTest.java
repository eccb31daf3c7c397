package org.postern.counter;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
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
        index, "eth0", "uplink " + index, descr, 1, 1, bits, OptionalLong.empty(), counters);
  }

  private static Rate inOctets(long old, long now, int width, long speed) {
    Map<InterfaceCounter, Rate> rates =
        InterfaceRates.between(
            sample(1, "", speed, Map.of(InterfaceCounter.IN_OCTETS, new CounterValue(old, width))),
            THEN,
            sample(2, "", speed, Map.of(InterfaceCounter.IN_OCTETS, new CounterValue(now, width))),
            NOW,
            INTERVAL);
    return rates.get(InterfaceCounter.IN_OCTETS);
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
    Map<InterfaceCounter, Rate> rates =
        InterfaceRates.between(
            sample(1, "", 0, Map.of(InterfaceCounter.IN_ERRORS, new CounterValue(1, 32))),
            THEN,
            sample(1, "", 0, Map.of(InterfaceCounter.OUT_ERRORS, new CounterValue(1, 32))),
            NOW,
            INTERVAL);
    assertThat(rates)
        .containsOnlyKeys(InterfaceCounter.IN_ERRORS, InterfaceCounter.OUT_ERRORS)
        .containsValue(Rate.none(Quality.UNAVAILABLE));
  }

  @Test
  void anotherDescriptionUnderTheNameIsAnotherInterface() {
    Map<InterfaceCounter, CounterValue> counters =
        Map.of(InterfaceCounter.IN_OCTETS, new CounterValue(1, 64));
    assertThat(
            InterfaceRates.between(
                sample(1, "old card", 0, counters),
                THEN,
                sample(1, "new card", 0, counters),
                NOW,
                INTERVAL))
        .containsEntry(InterfaceCounter.IN_OCTETS, Rate.none(Quality.UNAVAILABLE));
  }
}
