package org.postern.counter;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.postern.counter.Seasons.Slot;

/**
 * What is usual for one series of measurements, learned window by window. Confined to one thread;
 * it neither reads a clock nor forgets by itself.
 *
 * <p>A series is as large as what it has learned: some 300 bytes at first, and with the default of
 * five seasons less than 1,900 in the end, 288 more for each further season; with its place in the
 * maps, 250,000 series fit into 512 MiB.
 */
public final class SeriesModel {
  private static final byte FORMAT = 2;

  private final SeriesSettings settings;
  private SeasonalBaseline baseline;
  private Bursts bursts;
  private float last = Float.NaN;
  private BaselineState state = BaselineState.NONE;

  /** Nothing is known yet. */
  public SeriesModel(SeriesSettings settings) {
    this.settings = settings;
    baseline = new SeasonalBaseline(settings);
    bursts = new Bursts(settings.window());
  }

  /**
   * A window and what was usual before it.
   *
   * @param hourMean mean of about the last hour, with this window
   * @param band empty while its time of day is being learned
   * @param peaks what to hold it against instead of the band; only of a bursty series
   */
  public record Seen(double value, double hourMean, Optional<Band> band, Optional<Peaks> peaks) {}

  /** Compares a window with what is usual; {@link #learn} must follow if it is to be learned. */
  public Seen see(Slot slot, double value) {
    last = (float) value;
    Seen seen = new Seen(value, bursts.hourMean(value), band(slot), peaks());
    if (seen.peaks().isPresent()) {
      state = BaselineState.BURSTY;
    } else {
      state = seen.band().isPresent() ? BaselineState.READY : BaselineState.LEARNING;
    }
    return seen;
  }

  /** How much was known of what is usual when the newest window was seen. */
  public BaselineState state() {
    return state;
  }

  /** The newest window; empty before the first since the start. */
  public OptionalDouble last() {
    return Float.isNaN(last) ? OptionalDouble.empty() : OptionalDouble.of(last);
  }

  /** What is usual in this half hour; empty while that is being learned. */
  public Optional<Band> band(Slot slot) {
    return baseline.band(slot);
  }

  /** The peaks of a bursty series; empty for one that a band describes. */
  public Optional<Peaks> peaks() {
    return bursts.areUsual() ? bursts.peaks() : Optional.empty();
  }

  public boolean isBursty() {
    return bursts.areUsual();
  }

  /**
   * Learns from a window.
   *
   * @param taught the value itself, or what it is capped to if it is a single odd one; windows of
   *     an incident are not to be taught at all
   */
  public void learn(Slot slot, Seen seen, double taught) {
    bursts.learn(slot, seen.band(), seen.value(), seen.hourMean());
    baseline.learn(slot, taught);
  }

  /** The day that was last learned from, as {@link Seasons} numbers it; empty if none was. */
  public OptionalInt lastDay() {
    return baseline.lastDay();
  }

  /** Everything so far says nothing about the time to come: "accept new normal". */
  public void forget() {
    baseline = new SeasonalBaseline(settings);
    bursts = new Bursts(settings.window());
    state = BaselineState.LEARNING;
  }

  /** The same of what {@link #stored} gave; empty too if that is not whole. */
  public static OptionalInt lastDay(byte[] stored) {
    int end = stored.length - Bursts.size();
    return end < SeasonalBaseline.DAY_SIZE
        ? OptionalInt.empty()
        : SeasonalBaseline.lastDay(
            ByteBuffer.wrap(stored, end - SeasonalBaseline.DAY_SIZE, SeasonalBaseline.DAY_SIZE));
  }

  /** All that was learned, for {@link #restored}. */
  public byte[] stored() {
    ByteBuffer out = ByteBuffer.allocate(6 + baseline.size() + Bursts.size());
    out.put(FORMAT).put((byte) settings.seasons());
    out.putInt(Math.toIntExact(settings.window().toMillis()));
    baseline.write(out);
    bursts.write(out);
    return out.array();
  }

  /**
   * Goes on from what {@link #stored} gave; empty if that was learned under other settings or is
   * not whole, for then it has to be learned anew.
   */
  public static Optional<SeriesModel> restored(SeriesSettings settings, byte[] stored) {
    ByteBuffer in = ByteBuffer.wrap(stored);
    try {
      if (in.get() != FORMAT
          || in.get() != settings.seasons()
          || in.getInt() != settings.window().toMillis()) {
        return Optional.empty();
      }
      SeriesModel model = new SeriesModel(settings);
      model.baseline.read(in);
      model.bursts.read(in);
      return in.hasRemaining() ? Optional.empty() : Optional.of(model);
    } catch (BufferUnderflowException | IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
