package org.postern.counter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.postern.counter.InterfaceSample.CounterValue;

class CounterPairTest {
  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
  private static final Duration MINUTE = Duration.ofMinutes(1);
  private static final OptionalDouble TEN_A_SECOND = OptionalDouble.of(10);
  private static final long END_32 = 1L << 32;

  private static CounterReading reading(long value, int width, long seconds) {
    Moment moment = Moment.of(START.plusSeconds(seconds), 1_000_000 + seconds * 100);
    return CounterReading.of("eth0", new CounterValue(value, width), moment);
  }

  private static CounterPair classify(long old, long now, int width, OptionalDouble ceiling) {
    return CounterPair.classify(reading(old, width, 0), reading(now, width, 60), ceiling, MINUTE);
  }

  @Test
  void aRiseWithinTheCeilingIsComplete() {
    CounterPair pair = classify(100, 700, 32, TEN_A_SECOND);
    assertThat(pair.cause()).isEqualTo(CounterPair.Cause.WENT_ON);
    assertThat(pair.rate()).isEqualTo(Rate.of(10, Quality.COMPLETE));
    assertThat(pair.delta()).hasValue(600);
    assertThat(pair.isTrainable()).isTrue();
    assertThat(classify(5, 5, 64, TEN_A_SECOND).rate()).isEqualTo(Rate.of(0, Quality.COMPLETE));
  }

  @Test
  void aRiseAboveTheCeilingIsImplausible() {
    CounterPair pair = classify(100, 701, 32, TEN_A_SECOND);
    assertThat(pair.cause()).isEqualTo(CounterPair.Cause.IMPLAUSIBLE);
    assertThat(pair.rate()).isEqualTo(Rate.none(Quality.IMPLAUSIBLE));
    assertThat(pair.delta()).isEmpty();
    assertThat(classify(100, 701, 32, OptionalDouble.empty()).quality())
        .isEqualTo(Quality.COMPLETE);
  }

  @Test
  void a32BitFallWithinTheCeilingIsAWrap() {
    CounterPair pair = classify(END_32 - 100, 500, 32, TEN_A_SECOND);
    assertThat(pair.cause()).isEqualTo(CounterPair.Cause.WRAPPED);
    assertThat(pair.delta()).hasValue(600);
    assertThat(pair.rate()).isEqualTo(Rate.of(10, Quality.WRAP));
    assertThat(pair.isTrainable()).isTrue();
  }

  @Test
  void anyOtherFallIsAReset() {
    assertThat(classify(END_32 - 100, 501, 32, TEN_A_SECOND).cause())
        .isEqualTo(CounterPair.Cause.FELL);
    assertThat(classify(END_32 - 100, 500, 32, OptionalDouble.empty()).quality())
        .isEqualTo(Quality.RESET);
  }

  @Test
  void a64BitCounterNeverWraps() {
    CounterPair pair = classify(-100, 500, 64, TEN_A_SECOND);
    assertThat(pair.cause()).isEqualTo(CounterPair.Cause.FELL);
    assertThat(pair.rate()).isEqualTo(Rate.none(Quality.RESET));
    assertThat(classify(END_32 - 100, 500, 64, TEN_A_SECOND).quality()).isEqualTo(Quality.RESET);
  }

  @Test
  void a64BitValueIsUnsigned() {
    CounterPair pair = classify(Long.MAX_VALUE - 9, Long.MIN_VALUE + 50, 64, TEN_A_SECOND);
    assertThat(pair.delta()).hasValue(60);
    assertThat(pair.rate()).isEqualTo(Rate.of(1, Quality.COMPLETE));
  }

  @Test
  void anotherIdentityOrWidthIsNotCompared() {
    CounterReading other =
        CounterReading.of("eth1", new CounterValue(700, 32), reading(0, 32, 60).moment());
    CounterPair pair = CounterPair.classify(reading(100, 32, 0), other, TEN_A_SECOND, MINUTE);
    assertThat(pair.cause()).isEqualTo(CounterPair.Cause.RENUMBERED);
    assertThat(pair.rate()).isEqualTo(Rate.none(Quality.UNAVAILABLE));
    pair = CounterPair.classify(reading(100, 32, 0), reading(700, 64, 60), TEN_A_SECOND, MINUTE);
    assertThat(pair.cause()).isEqualTo(CounterPair.Cause.ANOTHER_COUNTER);
    assertThat(pair.rate()).isEqualTo(Rate.none(Quality.UNAVAILABLE));
  }

  @Test
  void aChangedDiscontinuityTimeIsAReset() {
    CounterReading old = at(reading(100, 64, 0), OptionalLong.of(0));
    CounterReading now = at(reading(700, 64, 60), OptionalLong.of(1_003_000));
    CounterPair pair = CounterPair.classify(old, now, TEN_A_SECOND, MINUTE);
    assertThat(pair.cause()).isEqualTo(CounterPair.Cause.DISCONTINUITY);
    assertThat(pair.quality()).isEqualTo(Quality.RESET);
    now = at(now, OptionalLong.empty());
    assertThat(CounterPair.classify(old, now, TEN_A_SECOND, MINUTE).quality())
        .isEqualTo(Quality.COMPLETE);
  }

  private static CounterReading at(CounterReading reading, OptionalLong discontinuity) {
    return new CounterReading(reading.identity(), reading.value(), reading.moment(), discontinuity);
  }

  @ParameterizedTest
  @CsvSource({"150, COMPLETE", "151, GAP"})
  void moreThanTwoAndAHalfIntervalsAreAGap(long seconds, Quality expected) {
    CounterPair pair =
        CounterPair.classify(reading(0, 32, 0), reading(300, 32, seconds), TEN_A_SECOND, MINUTE);
    assertThat(pair.quality()).isEqualTo(expected);
    assertThat(pair.rate().perSecond()).isPresent();
    assertThat(pair.isTrainable()).isEqualTo(expected == Quality.COMPLETE);
  }

  @Test
  void aWrapInAGapIsAGap() {
    CounterPair pair =
        CounterPair.classify(reading(END_32 - 1, 32, 0), reading(0, 32, 600), TEN_A_SECOND, MINUTE);
    assertThat(pair.cause()).isEqualTo(CounterPair.Cause.WRAPPED);
    assertThat(pair.quality()).isEqualTo(Quality.GAP);
    assertThat(pair.delta()).hasValue(1);
  }

  @ParameterizedTest
  @CsvSource({
    // old sysUpTime, new one, seconds passed, restarted
    "1000000, 1006000, 60, false",
    "1000000, 999999, 60, true",
    "1000000, 100, 60, true",
    "4294967290, 5994, 60, false", // wrapped
    "4294967290, 100000, 60, true", // fell, and by no wrap
    "4294967290, 9000000, 60, true",
    "1000, 3000, 60, true", // restarted 30 s ago and has overtaken its old value
    "1000, 4000, 60, false", // 30 s late at most: drift
    "1000, 3999, 60, true",
    "1000, 9000, 60, false", // our clock is late: no restart
    "1000, 325000, 3600, false", // a tenth of an hour is 360 s
    "1000, 324999, 3600, true"
  })
  void aRestartIsToldFromAWrapOfSysUpTime(long old, long now, long seconds, boolean restarted) {
    Moment then = Moment.of(START, old);
    Moment later = Moment.of(START.plusSeconds(seconds), now);
    assertThat(later.isRestartedSince(then)).isEqualTo(restarted);
  }

  @Test
  void moreEngineBootsMeanARestart() {
    Moment then = new Moment(START, OptionalLong.empty(), OptionalLong.of(4));
    Moment same = new Moment(START.plusSeconds(60), OptionalLong.empty(), OptionalLong.of(4));
    Moment more = new Moment(START.plusSeconds(60), OptionalLong.empty(), OptionalLong.of(5));
    assertThat(same.isRestartedSince(then)).isFalse();
    assertThat(more.isRestartedSince(then)).isTrue();
    assertThat(then.isRestartedSince(more)).as("an engine that lost its memory").isTrue();
    assertThat(Moment.of(START.plusSeconds(60)).isRestartedSince(Moment.of(START))).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    // milliseconds that the reads took
    "0, 12000, COMPLETE",
    "0, 12001, PARTIAL",
    "12001, 0, PARTIAL",
    "20000, 30000, COMPLETE" // as slow as before
  })
  void aRateOverATimeThatIsKnownRoughlyOnlyIsPartial(long old, long now, Quality expected) {
    CounterReading before = CounterReading.of("eth0", new CounterValue(0, 64), took(START, old));
    CounterReading after =
        CounterReading.of("eth0", new CounterValue(60, 64), took(START.plusSeconds(60), now));
    assertThat(CounterPair.classify(before, after, TEN_A_SECOND, MINUTE).rate())
        .isEqualTo(Rate.of(1, expected));
  }

  private static Moment took(Instant at, long millis) {
    return new Moment(at, OptionalLong.empty(), OptionalLong.empty(), Duration.ofMillis(millis));
  }

  @Test
  void aRestartIsAResetEvenIfTheCounterRose() {
    CounterReading old =
        CounterReading.of("eth0", new CounterValue(10, 64), Moment.of(START, 1_000_000));
    CounterReading now =
        CounterReading.of(
            "eth0", new CounterValue(20, 64), Moment.of(START.plusSeconds(60), 4_000));
    CounterPair pair = CounterPair.classify(old, now, TEN_A_SECOND, MINUTE);
    assertThat(pair.cause()).isEqualTo(CounterPair.Cause.RESTARTED);
    assertThat(pair.rate()).isEqualTo(Rate.none(Quality.RESET));
  }

  @Test
  void refusesValuesOutOfRange() {
    assertThatThrownBy(() -> new CounterValue(END_32, 32)).hasMessageContaining("4294967296");
    assertThatThrownBy(() -> new CounterValue(-1, 32)).hasMessageContaining("-1");
    assertThatThrownBy(() -> new CounterValue(1, 48)).hasMessageContaining("48");
    assertThatThrownBy(() -> Moment.of(START, END_32)).hasMessageContaining("sysUpTime");
  }
}
