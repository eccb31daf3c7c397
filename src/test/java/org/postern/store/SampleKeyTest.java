package org.postern.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;
import org.postern.store.SampleSlices.Layer;

class SampleKeyTest {
  /** The longest slice of each layer, see {@link StoreSettings} and {@link RollUps}. */
  private static long days(Layer layer) {
    return switch (layer) {
      case RAW, FIVE_MINUTES -> 1;
      case HOURLY -> 10;
      case DAILY -> 300;
    };
  }

  @Property(tries = 1000)
  void liesWithinItsDeviceAndBucketAndGivesBackItsTime(
      @ForAll Layer layer,
      @ForAll @LongRange(min = 0, max = 86_399_999) long offsetOfADay,
      @ForAll @IntRange(min = 0, max = SampleKey.MAX_DEVICE) int device,
      @ForAll @IntRange(min = 0, max = 1023) int part) {
    SampleKey keys = layer.keys();
    long offset = offsetOfADay * days(layer) / keys.unit().toMillis() * keys.unit().toMillis();
    long bucket = keys.bucketOf(offset);
    long key = keys.of(offset, device, part);

    assertThat(bucket).isLessThan(SampleKey.BUCKETS);
    assertThat(key)
        .isNotNegative()
        .isBetween(keys.first(bucket, device), keys.last(bucket, device));
    assertThat(keys.device(key)).isEqualTo(device);
    assertThat(keys.offsetMillis(key)).isEqualTo(offset);
  }

  @Property(tries = 1000)
  void goesByBucketThenDeviceThenTimeThenPart(
      @ForAll Layer layer,
      @ForAll @LongRange(min = 0, max = 200) long bucket,
      @ForAll @IntRange(min = 1, max = SampleKey.MAX_DEVICE) int device) {
    SampleKey keys = layer.keys();
    long offset = bucket * keys.bucket().toMillis();
    long unit = keys.unit().toMillis();

    assertThat(keys.last(bucket, device - 1)).isLessThan(keys.first(bucket, device));
    assertThat(keys.last(bucket, SampleKey.MAX_DEVICE)).isLessThan(keys.first(bucket + 1, 0));
    assertThat(keys.of(offset, device, 1023)).isLessThan(keys.of(offset + unit, device, 0));
  }

  @Test
  void refusesDevicesBeyondItsBits() {
    SampleKey.checkDevice(SampleKey.MAX_DEVICE);
    assertThatThrownBy(() -> SampleKey.checkDevice(SampleKey.MAX_DEVICE + 1))
        .hasMessage("device index 0..33554431: 33554432");
    assertThatThrownBy(() -> SampleKey.checkDevice(-1)).hasMessageContaining("-1");
  }
}
