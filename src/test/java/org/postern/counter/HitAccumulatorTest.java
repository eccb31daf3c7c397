package org.postern.counter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.OptionalDouble;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.postern.counter.InterfaceSample.CounterValue;

class HitAccumulatorTest {
  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
  private static final Duration MINUTE = Duration.ofMinutes(1);
  private static final long END_32 = 1L << 32;

  private final HitAccumulator hits = new HitAccumulator(MINUTE, OptionalDouble.of(1000));

  private static CounterReading at(int minute, long value) {
    return at("permit tcp any any eq 25", minute, value);
  }

  private static CounterReading at(String identity, int minute, long value) {
    Moment moment = Moment.of(START.plus(MINUTE.multipliedBy(minute)), 1_000_000 + minute * 6000L);
    return CounterReading.of(identity, new CounterValue(value, 32), moment);
  }

  @Test
  void theFirstReadingIsOnlyABaseline() {
    assertThat(hits.add(at(0, 500)).quality()).isEqualTo(Quality.UNAVAILABLE);
    assertThat(hits.total()).isZero();
    HitDelta delta = hits.add(at(1, 560));
    assertThat(delta.delta()).hasValue(60);
    assertThat(delta.rate()).isEqualTo(Rate.of(1, Quality.COMPLETE));
    assertThat(hits.total()).isEqualTo(60);
    assertThat(hits.discontinuity()).isEmpty();
  }

  @Test
  void aFallWithoutARestartWitnessesAnEdit() {
    hits.add(at(0, 500));
    hits.add(at(1, 560));
    HitDelta delta = hits.add(at(2, 3));
    assertThat(delta.isEditWitness()).isTrue();
    assertThat(delta.quality()).isEqualTo(Quality.RESET);
    assertThat(hits.total()).isEqualTo(60);
    assertThat(hits.discontinuity()).contains(START.plusSeconds(120));
    hits.add(at(3, 10));
    assertThat(hits.total()).isEqualTo(67);
  }

  @Test
  void aRestartIsNoWitness() {
    hits.add(at(0, 500));
    CounterReading restarted =
        CounterReading.of(
            "permit tcp any any eq 25",
            new CounterValue(0, 32),
            Moment.of(START.plusSeconds(60), 100));
    HitDelta delta = hits.add(restarted);
    assertThat(delta.cause()).isEqualTo(CounterPair.Cause.RESTARTED);
    assertThat(delta.isEditWitness()).isFalse();
  }

  @Test
  void aWrapIsBelievedOnlyWithinFourTimesTheHighestRate() {
    hits.add(at(0, END_32 - 160));
    hits.add(at(1, END_32 - 100)); // one a second
    HitDelta wrap = hits.add(at(2, 140)); // 240 in a minute: four a second
    assertThat(wrap.cause()).isEqualTo(CounterPair.Cause.WRAPPED);
    assertThat(hits.total()).isEqualTo(300);

    HitAccumulator other = new HitAccumulator(MINUTE, OptionalDouble.of(1000));
    other.add(at(0, END_32 - 160));
    other.add(at(1, END_32 - 100));
    assertThat(other.add(at(2, 141)).cause()).isEqualTo(CounterPair.Cause.FELL);
    assertThat(other.total()).isEqualTo(60);
  }

  @Test
  void aBurstFarAboveTheUsualCounts() {
    hits.add(at(0, 0));
    hits.add(at(1, 6));
    assertThat(hits.add(at(2, 30_006)).quality()).isEqualTo(Quality.COMPLETE);
    assertThat(hits.total()).isEqualTo(30_006);
  }

  @Test
  void anImplausibleReadingIsSetAsideOnce() {
    hits.add(at(0, 0));
    assertThat(hits.add(at(1, 1_000_000)).quality()).isEqualTo(Quality.IMPLAUSIBLE);
    HitDelta recovered = hits.add(at(2, 120));
    assertThat(recovered.rate()).isEqualTo(Rate.of(1, Quality.COMPLETE));
    assertThat(hits.total()).isEqualTo(120);
    assertThat(hits.discontinuity()).isEmpty();
  }

  @Test
  void twoImplausibleReadingsStartAgain() {
    hits.add(at(0, 0));
    hits.add(at(1, 1_000_000));
    assertThat(hits.add(at(2, 1_000_060)).quality()).isEqualTo(Quality.IMPLAUSIBLE);
    assertThat(hits.add(at(3, 1_000_120)).delta()).hasValue(60);
    assertThat(hits.total()).isEqualTo(60);
    assertThat(hits.discontinuity()).contains(START.plusSeconds(120));
  }

  @Test
  void anotherEntryUnderTheIdAddsNothing() {
    hits.add(at(0, 100));
    HitDelta delta = hits.add(at("deny tcp any any eq 25", 1, 200));
    assertThat(delta.cause()).isEqualTo(CounterPair.Cause.RENUMBERED);
    assertThat(delta.quality()).isEqualTo(Quality.UNAVAILABLE);
    assertThat(hits.total()).isZero();
  }

  @Test
  void goesOnFromAKeptTotal() {
    HitAccumulator kept = new HitAccumulator(MINUTE, OptionalDouble.empty(), 1000);
    kept.add(at(0, 5));
    kept.add(at(1, 6));
    assertThat(kept.total()).isEqualTo(1001);
    assertThatThrownBy(() -> new HitAccumulator(MINUTE, OptionalDouble.empty(), -1))
        .hasMessageContaining("-1");
  }

  @Property(tries = 200)
  void theTotalNeverFallsNorExceedsWhatWasCounted(
      @ForAll @Size(min = 2, max = 20) List<@IntRange(min = 0, max = 50_000) Integer> steps) {
    HitAccumulator any = new HitAccumulator(MINUTE, OptionalDouble.of(1000));
    long value = 0;
    long sum = 0;
    long before = 0;
    for (int i = 0; i < steps.size(); i++) {
      boolean cleared = steps.get(i) % 7 == 0;
      value = cleared ? 0 : value + steps.get(i);
      sum += cleared ? 0 : steps.get(i);
      any.add(at(i, value));
      assertThat(any.total()).isBetween(before, sum);
      before = any.total();
    }
  }
}
