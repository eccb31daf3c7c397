package org.postern.counter;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalInt;
import org.postern.counter.Seasons.Slot;

/**
 * The medians of each half hour on the last days of each class, in two bytes each, and the noise
 * within the half hours. Confined to its series.
 *
 * <p>The centre of a band is the median over the days. Its scale has two parts: how the days differ
 * from each other, and how the windows differ within a half hour; both are medians of absolute
 * deviations, over the half hour and three on either side. So neither a bad day nor a bad window
 * moves the band, and a regular step in the day does not widen it.
 */
final class SeasonalBaseline {
  /** Makes a median absolute deviation a standard deviation, if the values are Gaussian. */
  private static final double GAUSSIAN = 1.4826;

  /** Smaller differences are no one's concern, however steady a series was. */
  private static final double LEAST_SHARE = 0.05;

  private static final int NEIGHBOURS = 3;
  private static final int HELD = 8;

  /** Noise is kept for two hours together. */
  private static final int NOISE_SLOTS = 4;

  private static final int NOISES = Seasons.SLOTS / NOISE_SLOTS;
  private static final int CLASSES = DayClass.values().length;
  private static final int NO_SLOT = -1;

  /** Of a series that nothing was learned of; never written to. */
  private static final short[][] NOTHING = nothing();

  /** The day, its slot and its class, with which {@link #write} ends. */
  static final int DAY_SIZE = 6;

  private final SeriesSettings settings;

  /** The windows of the half hour that is going on, or every so many of them. */
  private final short[] held = new short[HELD];

  /**
   * By class of days: noise by two hours, then medians by slot, of the newest day first. As large
   * as what was learned: there are some hundred thousand of these objects.
   */
  private short[][] learned = NOTHING;

  private byte heldCount;
  private int windows;
  private int currentDay;
  private byte currentSlot = NO_SLOT;
  private byte currentClass;

  SeasonalBaseline(SeriesSettings settings) {
    this.settings = settings;
    Arrays.fill(held, ShortFloat.NONE);
  }

  private static short[][] nothing() {
    short[][] nothing = new short[CLASSES][];
    Arrays.fill(nothing, new short[0]);
    return nothing;
  }

  private static int medianCell(int slot, int age) {
    return NOISES + age * Seasons.SLOTS + slot;
  }

  private static int noiseCell(int slot) {
    return slot / NOISE_SLOTS;
  }

  private short cell(int dayClass, int cell) {
    short[] own = learned[dayClass];
    return cell < own.length ? own[cell] : ShortFloat.NONE;
  }

  private float learned(int dayClass, int cell) {
    return ShortFloat.toFloat(cell(dayClass, cell));
  }

  /** What is learned of a class of days, with room for one more day in this slot. */
  private short[] roomFor(int dayClass, int slot) {
    int days = days(dayClass);
    boolean full = days == 0 || !Float.isNaN(learned(dayClass, medianCell(slot, days - 1)));
    if (full && days < settings.seasons()) {
      grow(dayClass, days + 1);
    }
    return learned[dayClass];
  }

  private int days(int dayClass) {
    int length = learned[dayClass].length;
    return length == 0 ? 0 : (length - NOISES) / Seasons.SLOTS;
  }

  private void grow(int dayClass, int days) {
    if (learned == NOTHING) {
      learned = NOTHING.clone();
    }
    int before = learned[dayClass].length;
    short[] grown = Arrays.copyOf(learned[dayClass], medianCell(0, days));
    Arrays.fill(grown, before, grown.length, ShortFloat.NONE);
    learned[dayClass] = grown;
  }

  private double windowsPerSlot() {
    return settings.slot().toMillis() / (double) settings.window().toMillis();
  }

  /** What is usual in this slot; empty while there are too few days of its class. */
  Optional<Band> band(Slot slot) {
    int dayClass = slot.dayClass().place();
    double[] days = new double[settings.seasons()];
    int seasons = days(dayClass, slot.index(), days);
    if (seasons < settings.learning()) {
      return Optional.empty();
    }
    double centre = Medians.of(days, seasons);
    int around = 2 * NEIGHBOURS + 1;
    double[] betweenDays = new double[around * settings.seasons()];
    double[] within = new double[around];
    int samples = 0;
    int noises = 0;
    for (int i = -NEIGHBOURS; i <= NEIGHBOURS; i++) {
      int index = Math.floorMod(slot.index() + i, Seasons.SLOTS);
      int count = days(dayClass, index, days);
      if (count >= 2) {
        double middle = Medians.of(days, count);
        // Distances from a median of the same few values are too short.
        double correction = Math.sqrt(count / (count - 1.0));
        for (int k = 0; k < count; k++) {
          betweenDays[samples++] = Math.abs(days[k] - middle) * correction;
        }
      }
      float noise = learned(dayClass, noiseCell(index));
      if (!Float.isNaN(noise)) {
        within[noises++] = noise;
      }
    }
    double spread =
        GAUSSIAN * Math.hypot(Medians.of(betweenDays, samples), Medians.of(within, noises));
    double least = Math.max(1, LEAST_SHARE * Math.abs(centre));
    double poisson = settings.counts() ? Math.sqrt(Math.max(0, centre)) : 0;
    return Optional.of(
        new Band(centre, Math.max(spread, Math.max(least, poisson)), seasons, samples));
  }

  private int days(int dayClass, int index, double[] into) {
    int count = 0;
    for (int age = 0; age < settings.seasons(); age++) {
      float value = learned(dayClass, medianCell(index, age));
      if (!Float.isNaN(value)) {
        into[count++] = value;
      }
    }
    return count;
  }

  /** Takes in the value of a window of this slot. */
  void learn(Slot slot, double value) {
    if (slot.repeated()) {
      return; // this half hour of the day has been learned already
    }
    if (slot.day() != currentDay || slot.index() != currentSlot) {
      finish();
      currentDay = slot.day();
      currentSlot = (byte) slot.index();
      currentClass = (byte) slot.dayClass().place();
    }
    int stride = Math.max(1, (int) Math.ceil(windowsPerSlot() / HELD));
    if (windows % stride == 0 && heldCount < HELD) {
      held[heldCount] = ShortFloat.of(value);
      heldCount++;
    }
    windows++;
  }

  /** The half hour is over: it becomes one value of its day, if half of it was seen. */
  private void finish() {
    if (currentSlot != NO_SLOT && windows * 2 >= windowsPerSlot()) {
      double[] values = new double[heldCount];
      for (int i = 0; i < heldCount; i++) {
        values[i] = ShortFloat.toFloat(held[i]);
      }
      double median = Medians.of(values, heldCount);
      short[] own = roomFor(currentClass, currentSlot);
      for (int age = days(currentClass) - 1; age > 0; age--) {
        own[medianCell(currentSlot, age)] = own[medianCell(currentSlot, age - 1)];
      }
      own[medianCell(currentSlot, 0)] = ShortFloat.of(median);
      learnNoise(own, values, median);
    }
    heldCount = 0;
    windows = 0;
  }

  private void learnNoise(short[] own, double[] values, double median) {
    if (values.length < 2) {
      return; // one window tells nothing of the noise between windows
    }
    double correction = values.length / (values.length - 1.0);
    double fresh = Medians.deviation(values, values.length, median) * correction;
    int cell = noiseCell(currentSlot);
    double before = ShortFloat.toFloat(own[cell]);
    // The mean of about as many half hours as there are days.
    double after =
        Double.isNaN(before) ? fresh : before + (fresh - before) / (2 * settings.seasons());
    own[cell] = ShortFloat.of(after);
  }

  /** The day that was last learned from; empty if none was. */
  OptionalInt lastDay() {
    return currentSlot == NO_SLOT ? OptionalInt.empty() : OptionalInt.of(currentDay);
  }

  /** The same of the last {@value #DAY_SIZE} bytes that {@link #write} gave. */
  static OptionalInt lastDay(ByteBuffer written) {
    int day = written.getInt();
    return written.get() == NO_SLOT ? OptionalInt.empty() : OptionalInt.of(day);
  }

  /** What is learned, of each class the days and the cells; then the half hour that is going on. */
  void write(ByteBuffer out) {
    for (int dayClass = 0; dayClass < CLASSES; dayClass++) {
      out.put((byte) days(dayClass));
      for (short cell : learned[dayClass]) {
        out.putShort(cell);
      }
    }
    for (short window : held) {
      out.putShort(window);
    }
    out.put(heldCount).putInt(windows);
    out.putInt(currentDay).put(currentSlot).put(currentClass);
  }

  /**
   * What {@link #write} gave.
   *
   * @throws IllegalArgumentException if it has more days than are looked back on
   */
  void read(ByteBuffer in) {
    for (int dayClass = 0; dayClass < CLASSES; dayClass++) {
      int days = in.get();
      if (days < 0 || days > settings.seasons()) {
        throw new IllegalArgumentException("days 0.." + settings.seasons() + ": " + days);
      }
      if (days > 0) {
        grow(dayClass, days);
      }
      for (int i = 0; i < learned[dayClass].length; i++) {
        learned[dayClass][i] = in.getShort();
      }
    }
    for (int i = 0; i < HELD; i++) {
      held[i] = in.getShort();
    }
    heldCount = in.get();
    windows = in.getInt();
    currentDay = in.getInt();
    currentSlot = in.get();
    currentClass = in.get();
  }

  /** How many bytes {@link #write} needs. */
  int size() {
    int size = 2 * HELD + 11;
    for (short[] own : learned) {
      size += 1 + 2 * own.length;
    }
    return size;
  }
}
