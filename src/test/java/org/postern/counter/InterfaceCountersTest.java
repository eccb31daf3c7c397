package org.postern.counter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.postern.counter.InterfaceSample.CounterValue;
import org.postern.counter.InterfaceSample.InterfaceCounter;

class InterfaceCountersTest {
  @Provide
  Arbitrary<Map<InterfaceCounter, CounterValue>> readings() {
    Arbitrary<CounterValue> narrow =
        Combinators.combine(
                Arbitraries.longs().between(0, 0xffff_ffffL), Arbitraries.integers().between(1, 15))
            .as((value, parts) -> new CounterValue(value, 32, parts));
    Arbitrary<CounterValue> wide =
        Combinators.combine(Arbitraries.longs(), Arbitraries.integers().between(1, 127))
            .as((value, parts) -> new CounterValue(value, 64, parts));
    return Arbitraries.maps(Arbitraries.of(InterfaceCounter.class), Arbitraries.oneOf(narrow, wide))
        .map(map -> map.isEmpty() ? Map.of() : new EnumMap<>(map));
  }

  @Property
  void whatWasPutInComesOutAndNothingElse(
      @ForAll("readings") Map<InterfaceCounter, CounterValue> reading) {
    InterfaceCounters counters = InterfaceCounters.of(reading);
    for (InterfaceCounter which : InterfaceCounter.values()) {
      assertThat(counters.get(which)).isEqualTo(Optional.ofNullable(reading.get(which)));
    }
    assertThat(counters).isEqualTo(InterfaceCounters.of(reading));
    assertThat(counters).hasSameHashCodeAs(InterfaceCounters.of(reading));
  }

  @Test
  void aMissingCounterIsNotAZero() {
    InterfaceCounters none = InterfaceCounters.of(Map.of());
    InterfaceCounters zero =
        InterfaceCounters.of(Map.of(InterfaceCounter.IN_OCTETS, new CounterValue(0, 32)));
    assertThat(none).isNotEqualTo(zero);
    assertThat(zero).hasToString("InterfaceCounters[IN_OCTETS=" + new CounterValue(0, 32) + "]");
  }

  @Test
  void partsHaveToFit() {
    InterfaceCounters.Builder builder = new InterfaceCounters.Builder();
    assertThatThrownBy(() -> builder.put(InterfaceCounter.IN_PACKETS, new CounterValue(1, 64, 128)))
        .hasMessageContaining("128");
    assertThatThrownBy(() -> builder.put(InterfaceCounter.IN_PACKETS, new CounterValue(1, 64, 0)))
        .hasMessageContaining("0");
  }
}
