package org.postern.counter;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.postern.counter.InterfaceSample.InterfaceCounter;

class TrafficRatesTest {
  private static Rate exact(double perSecond) {
    return Rate.of(perSecond, Quality.COMPLETE);
  }

  private static TrafficRates.Builder traffic(double inBits, double outBits) {
    return new TrafficRates.Builder()
        .putBits(InterfaceCounter.IN_OCTETS, exact(inBits))
        .putBits(InterfaceCounter.OUT_OCTETS, exact(outBits));
  }

  @Test
  void everyRateComesBackAsItWasPut() {
    for (Quality quality : Quality.values()) {
      for (InterfaceCounter which : InterfaceCounter.values()) {
        Rate number = Rate.of(1.0 / 3, quality);
        Rate none = Rate.none(quality);
        assertThat(new TrafficRates.Builder().put(which, number).build().of(which))
            .isEqualTo(number);
        assertThat(new TrafficRates.Builder().put(which, none).build().of(which)).isEqualTo(none);
      }
    }
    assertThat(traffic(800.8, 7).build().inBits()).isEqualTo(exact(800.8));
    assertThat(traffic(800.8, 8).build().of(InterfaceCounter.OUT_OCTETS)).isEqualTo(exact(1));
  }

  @Test
  void whatWasNeverReadIsUnavailable() {
    TrafficRates none = TrafficRates.none();
    for (InterfaceCounter which : InterfaceCounter.values()) {
      assertThat(none.of(which)).isEqualTo(Rate.none(Quality.UNAVAILABLE));
    }
    assertThat(none.quality()).isEqualTo(Quality.UNAVAILABLE);
    assertThat(none.utilisation()).isEmpty();
    assertThat(none.speedBits()).isEmpty();
  }

  @Test
  void theBusierDirectionTellsHowFullTheLineIs() {
    assertThat(traffic(300, 100).speed(OptionalLong.of(1000)).build().utilisation()).hasValue(0.3);
    assertThat(traffic(100, 2000).speed(OptionalLong.of(1000)).build().utilisation()).hasValue(1);
    assertThat(traffic(1, 1).speed(OptionalLong.of(0)).build().utilisation()).isEmpty();
    assertThat(traffic(1, 1).build().utilisation()).isEmpty();
    TrafficRates oneWay =
        new TrafficRates.Builder()
            .putBits(InterfaceCounter.IN_OCTETS, exact(1))
            .speed(OptionalLong.of(1000))
            .build();
    assertThat(oneWay.utilisation()).isEmpty();
  }

  @Test
  void theWorstNumberTellsTheQualityAndOneWithoutMakesItPartial() {
    assertThat(traffic(1, 1).build().quality()).isEqualTo(Quality.COMPLETE);
    assertThat(traffic(1, 1).put(InterfaceCounter.IN_ERRORS, wrap()).build().quality())
        .isEqualTo(Quality.WRAP);
    assertThat(with(Rate.none(Quality.RESET)).quality()).isEqualTo(Quality.PARTIAL);
    assertThat(with(Rate.of(1, Quality.GAP)).quality()).isEqualTo(Quality.GAP);
    TrafficRates nothing =
        new TrafficRates.Builder()
            .put(InterfaceCounter.IN_OCTETS, Rate.none(Quality.RESET))
            .put(InterfaceCounter.OUT_OCTETS, Rate.none(Quality.IMPLAUSIBLE))
            .build();
    assertThat(nothing.quality()).isEqualTo(Quality.IMPLAUSIBLE);
  }

  private static Rate wrap() {
    return Rate.of(1, Quality.WRAP);
  }

  private static TrafficRates with(Rate errors) {
    return traffic(1, 1).put(InterfaceCounter.IN_ERRORS, errors).build();
  }
}
