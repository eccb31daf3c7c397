package org.postern.store;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;

class SampleKeyTest {
  @Property(tries = 1000)
  void liesWithinItsSeriesAndBucketAndGivesBackItsTime(
      @ForAll @LongRange(min = 0, max = 86_399_999) long offset,
      @ForAll @LongRange(min = 0, max = SampleKey.MAX_SERIES) long series) {
    long key = SampleKey.of(offset, series);
    long bucket = offset / SampleKey.BUCKET_MILLIS;

    assertThat(key)
        .isNotNegative()
        .isBetween(SampleKey.first(bucket, series), SampleKey.last(bucket, series));
    assertThat(SampleKey.offsetMillis(key)).isEqualTo(offset);
  }

  @Property(tries = 1000)
  void keepsNeighbouringSeriesApart(
      @ForAll @LongRange(min = 0, max = 143) long bucket,
      @ForAll @LongRange(min = 1, max = SampleKey.MAX_SERIES) long series) {
    assertThat(SampleKey.last(bucket, series - 1)).isLessThan(SampleKey.first(bucket, series));
    assertThat(SampleKey.last(bucket, SampleKey.MAX_SERIES))
        .isLessThan(SampleKey.first(bucket + 1, 0));
  }
}
