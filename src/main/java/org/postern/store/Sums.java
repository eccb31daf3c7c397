package org.postern.store;

import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.postern.counter.Quality;
import org.postern.store.Series.Kind;

/** What a series was over a period, while it is summed up; confined to one thread. */
final class Sums {
  private final Kind kind;
  private int samples;
  private long last;
  private Quality quality = Quality.COMPLETE;
  private final int[] counts;
  private final float[] least;
  private final double[] means;
  private final float[] most;

  /** Of nothing yet. */
  Sums(Kind kind) {
    this.kind = kind;
    int rates = SampleRate.of(kind).size();
    counts = new int[rates];
    least = new float[rates];
    means = new double[rates];
    most = new float[rates];
  }

  /** Takes in a point that is later than what was taken in before. */
  void add(Point point) {
    count(1, point.value(), point.quality());
    for (int i = 0; i < counts.length; i++) {
      if (point.has(i)) {
        add(i, 1, point.rate(i), point.rate(i), point.rate(i));
      }
    }
  }

  /** Takes in a period that is later than what was taken in before. */
  void add(Sums later) {
    count(later.samples, later.last, later.quality);
    for (int i = 0; i < counts.length; i++) {
      if (later.counts[i] > 0) {
        add(i, later.counts[i], later.least[i], later.means[i], later.most[i]);
      }
    }
  }

  private void count(int more, long newest, Quality other) {
    quality = samples == 0 ? other : quality.with(other);
    samples += more;
    last = newest;
  }

  private void add(int rate, int count, float min, double mean, float max) {
    int before = counts[rate];
    least[rate] = before == 0 ? min : Math.min(least[rate], min);
    most[rate] = before == 0 ? max : Math.max(most[rate], max);
    means[rate] =
        before == 0 ? mean : (means[rate] * before + mean * count) / ((double) before + count);
    counts[rate] = before + count;
  }

  RollUp rollUp(Instant start) {
    Map<SampleRate, RollUp.Summary> rates = new EnumMap<>(SampleRate.class);
    List<SampleRate> names = SampleRate.of(kind);
    for (int i = 0; i < counts.length; i++) {
      if (counts[i] > 0) {
        rates.put(names.get(i), new RollUp.Summary(counts[i], least[i], means[i], most[i]));
      }
    }
    return new RollUp(start, samples, last, quality, rates);
  }

  /**
   * How sums lie in a row: head, samples, last, how many had each rate unless all had, then least,
   * mean and most of the rates that were not zero all the time, or the one there was.
   */
  static final class Codec implements ItemCodec<Sums> {
    static final Codec INSTANCE = new Codec();

    /** Every rate that is present was so in every sample. */
    private static final int WHOLE = 1 << 6;

    private Codec() {}

    @Override
    public void write(ValueWriter out, Sums sums) {
      int present = 0;
      int nonZero = 0;
      boolean whole = true;
      for (int i = 0; i < sums.counts.length; i++) {
        if (sums.counts[i] > 0) {
          present |= 1 << i;
          nonZero |= sums.isZero(i) ? 0 : 1 << i;
          whole &= sums.counts[i] == sums.samples;
        }
      }
      out.head(sums.quality, whole ? WHOLE : 0, SampleRate.mask(sums.kind), present, nonZero);
      out.varint(sums.samples);
      out.varint(sums.last);
      for (int i = 0; i < sums.counts.length; i++) {
        if (!whole && sums.counts[i] > 0) {
          out.varint(sums.counts[i]);
        }
        if ((nonZero >> i & 1) != 0) {
          out.single(sums.least[i]);
          if (sums.counts[i] > 1) {
            out.dual(sums.means[i]);
            out.single(sums.most[i]);
          }
        }
      }
    }

    @Override
    public Sums read(ValueReader in) {
      in.head(SampleRate.mask(in.kind()));
      Sums sums = new Sums(in.kind());
      sums.quality = in.quality();
      sums.samples = in.number();
      sums.last = in.varint();
      for (int i = 0; i < sums.counts.length; i++) {
        if ((in.present() >> i & 1) != 0) {
          sums.counts[i] = in.has(WHOLE) ? sums.samples : in.number();
        }
        if ((in.nonZero() >> i & 1) != 0) {
          sums.least[i] = in.single();
          sums.means[i] = sums.counts[i] > 1 ? in.dual() : sums.least[i];
          sums.most[i] = sums.counts[i] > 1 ? in.single() : sums.least[i];
        }
      }
      return sums;
    }

    @Override
    public void skip(ValueReader in) {
      in.head(SampleRate.mask(in.kind()));
      int samples = in.number();
      in.varint();
      int rates = SampleRate.of(in.kind()).size();
      for (int i = 0; i < rates; i++) {
        boolean isPresent = (in.present() >> i & 1) != 0;
        int count = isPresent && !in.has(WHOLE) ? in.number() : samples;
        if ((in.nonZero() >> i & 1) != 0) {
          in.skip(count > 1 ? 2 * Float.BYTES + Double.BYTES : Float.BYTES);
        }
      }
    }
  }

  private boolean isZero(int rate) {
    return Float.floatToRawIntBits(least[rate]) == 0
        && Double.doubleToRawLongBits(means[rate]) == 0
        && Float.floatToRawIntBits(most[rate]) == 0;
  }
}
