package org.postern.store;

import java.time.Instant;
import java.util.List;
import java.util.OptionalDouble;
import org.postern.counter.Quality;
import org.postern.store.Series.Kind;

/** What a series was at one moment, in the precision that is kept. */
final class Point {
  private final Kind kind;
  private final long value;
  private final Quality quality;
  private final float[] rates;
  private final int present;

  /**
   * Takes the array as it is.
   *
   * @param value ifOperStatus of an interface; hits, unsigned, of an entry
   * @param rates as {@link SampleRate#of} orders them; 0 where there is none
   * @param present bit i says whether there is rate i
   */
  Point(Kind kind, long value, Quality quality, float[] rates, int present) {
    this.kind = kind;
    this.value = value;
    this.quality = quality;
    this.rates = rates;
    this.present = present;
  }

  static Point of(InterfacePoint point) {
    return of(
        Kind.INTERFACE,
        point.operStatus(),
        point.quality(),
        point.inBits(),
        point.outBits(),
        point.inPackets(),
        point.outPackets(),
        point.inErrors(),
        point.outErrors(),
        point.inDiscards(),
        point.outDiscards());
  }

  static Point of(HitPoint point) {
    return of(Kind.HITS, point.hits(), point.quality(), point.perSecond());
  }

  private static Point of(Kind kind, long value, Quality quality, OptionalDouble... measured) {
    float[] rates = new float[measured.length];
    int present = 0;
    for (int i = 0; i < measured.length; i++) {
      if (measured[i].isPresent()) {
        rates[i] = (float) measured[i].getAsDouble();
        present |= 1 << i;
      }
    }
    return new Point(kind, value, quality, rates, present);
  }

  InterfacePoint ofInterface(Instant time) {
    return new InterfacePoint(
        time,
        (int) value,
        optional(0),
        optional(1),
        optional(2),
        optional(3),
        optional(4),
        optional(5),
        optional(6),
        optional(7),
        quality);
  }

  HitPoint ofHits(Instant time) {
    return new HitPoint(time, value, optional(0), quality);
  }

  private OptionalDouble optional(int rate) {
    return has(rate) ? OptionalDouble.of(rates[rate]) : OptionalDouble.empty();
  }

  Kind kind() {
    return kind;
  }

  long value() {
    return value;
  }

  Quality quality() {
    return quality;
  }

  int present() {
    return present;
  }

  boolean has(int rate) {
    return (present >> rate & 1) != 0;
  }

  float rate(int rate) {
    return rates[rate];
  }

  /** How a point lies in a row: its head, what it counts, then the rates that are not zero. */
  static final class Codec implements ItemCodec<Point> {
    static final Codec INSTANCE = new Codec();

    private Codec() {}

    @Override
    public void write(ValueWriter out, Point point) {
      int nonZero = 0;
      for (int i = 0; i < point.rates.length; i++) {
        // Bits, for -0 is another number.
        nonZero |= Float.floatToRawIntBits(point.rates[i]) != 0 ? 1 << i : 0;
      }
      out.head(point.quality, 0, SampleRate.mask(point.kind), point.present, nonZero);
      out.varint(point.value);
      for (int i = 0; i < point.rates.length; i++) {
        if ((nonZero >> i & 1) != 0) {
          out.single(point.rates[i]);
        }
      }
    }

    @Override
    public Point read(ValueReader in) {
      Kind kind = in.kind();
      in.head(SampleRate.mask(kind));
      long value = in.varint();
      float[] rates = new float[SampleRate.of(kind).size()];
      for (int i = 0; i < rates.length; i++) {
        if ((in.nonZero() >> i & 1) != 0) {
          rates[i] = in.single();
        }
      }
      return new Point(kind, value, in.quality(), rates, in.present());
    }

    @Override
    public void skip(ValueReader in) {
      in.head(SampleRate.mask(in.kind()));
      in.varint();
      in.skip(Float.BYTES * Integer.bitCount(in.nonZero()));
    }

    /** A poll as the values of its rows, one unless it is very large. */
    List<byte[]> encode(DevicePoll poll) {
      ValueWriter out = new ValueWriter();
      for (DevicePoll.OfInterface each : poll.interfaces()) {
        out.begin(Series.Place.ofInterface(each.index()));
        write(out, of(each.point()));
      }
      for (DevicePoll.OfEntry each : poll.entries()) {
        out.begin(Series.Place.ofEntry(each.acl(), each.entry()));
        write(out, of(each.point()));
      }
      return out.finish();
    }
  }
}
