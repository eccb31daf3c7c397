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

  /** The day, its slot and its class, with which {@link #write} ends. */
  static final int DAY_SIZE = 6;

  private final SeriesSettings settings;

  /**
   * The windows of the half hour that is going on, or every so many of them; then, once a half hour
   * is over, medians by class, slot and season, the newest last, and noise by class and two hours.
   * One array: there are a hundred thousand of these objects.
   */
  private short[] cells = new short[HELD];

  private byte heldCount;
  private int windows;
  private int currentDay;
  private byte currentSlot = NO_SLOT;
  private byte currentClass;

  SeasonalBaseline(SeriesSettings settings) {
    this.settings = settings;
    Arrays.fill(cells, ShortFloat.NONE);
  }

  private int medianCell(int dayClass, int slot) {
    return HELD + (dayClass * Seasons.SLOTS + slot) * settings.seasons();
  }

  private int noiseCell(int dayClass, int slot) {
    return medianCell(CLASSES, 0) + dayClass * NOISES + slot / NOISE_SLOTS;
  }

  private int end() {
    return noiseCell(CLASSES, 0);
  }

  private float learned(int cell) {
    return ShortFloat.toFloat(cell < cells.length ? cells[cell] : ShortFloat.NONE);
  }

  /** Most of them are never needed before the first half hour is over. */
  private void makeRoom() {
    if (cells.length == HELD) {
      cells = Arrays.copyOf(cells, end());
      Arrays.fill(cells, HELD, cells.length, ShortFloat.NONE);
    }
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
      float noise = learned(noiseCell(dayClass, index));
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
    int first = medianCell(dayClass, index);
    for (int k = 0; k < settings.seasons(); k++) {
      float value = learned(first + k);
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
      cells[heldCount] = ShortFloat.of(value);
      heldCount++;
    }
    windows++;
  }

  /** The half hour is over: it becomes one value of its day, if half of it was seen. */
  private void finish() {
    if (currentSlot != NO_SLOT && windows * 2 >= windowsPerSlot()) {
      double[] values = new double[heldCount];
      for (int i = 0; i < heldCount; i++) {
        values[i] = ShortFloat.toFloat(cells[i]);
      }
      double median = Medians.of(values, heldCount);
      makeRoom();
      int first = medianCell(currentClass, currentSlot);
      System.arraycopy(cells, first + 1, cells, first, settings.seasons() - 1);
      cells[first + settings.seasons() - 1] = ShortFloat.of(median);
      learnNoise(values, median);
    }
    heldCount = 0;
    windows = 0;
  }

  private void learnNoise(double[] values, double median) {
    if (values.length < 2) {
      return; // one window tells nothing of the noise between windows
    }
    double correction = values.length / (values.length - 1.0);
    double fresh = Medians.deviation(values, values.length, median) * correction;
    int cell = noiseCell(currentClass, currentSlot);
    double before = learned(cell);
    // The mean of about as many half hours as there are days.
    double after =
        Double.isNaN(before) ? fresh : before + (fresh - before) / (2 * settings.seasons());
    cells[cell] = ShortFloat.of(after);
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

  /** What is learned, then the half hour that is going on. */
  void write(ByteBuffer out) {
    for (int i = HELD; i < end(); i++) {
      out.putShort(i < cells.length ? cells[i] : ShortFloat.NONE);
    }
    for (int i = 0; i < HELD; i++) {
      out.putShort(cells[i]);
    }
    out.put(heldCount).putInt(windows);
    out.putInt(currentDay).put(currentSlot).put(currentClass);
  }

  void read(ByteBuffer in) {
    makeRoom();
    for (int i = HELD; i < cells.length; i++) {
      cells[i] = in.getShort();
    }
    for (int i = 0; i < HELD; i++) {
      cells[i] = in.getShort();
    }
    heldCount = in.get();
    windows = in.getInt();
    currentDay = in.getInt();
    currentSlot = in.get();
    currentClass = in.get();
  }

  /** How many bytes {@link #write} needs. */
  int size() {
    return 2 * end() + 11;
  }
}
