package org.postern.finding;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntConsumer;
import org.junit.jupiter.api.Test;
import org.postern.acl.MailPort;
import org.postern.counter.DayClass;
import org.postern.counter.Seasons;
import org.postern.counter.Seasons.Slot;
import org.postern.counter.SeriesModel;
import org.postern.counter.SeriesSettings;
import org.postern.finding.SeriesKey.Quantity;

class SeriesMemoryTest {
  /** 512 MiB for 250,000 series. */
  private static final long SHARE = 512L * 1024 * 1024 / 250_000;

  private static final int MANY = 2_000;
  private static final DetectionSettings SETTINGS = DetectionSettings.defaults();

  private SeriesMemory memory = SeriesMemory.fresh();

  private static DeviceMemory.Flow flow(int number) {
    return new DeviceMemory.Flow(
        "crossing", List.of(MailPort.SMTP, MailPort.POP3, MailPort.IMAP).get(number));
  }

  /** What is allocated, with what the maps leave behind when they grow. */
  private static long allocated(IntConsumer make) {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    make.accept(0); // classes are loaded
    long before = threads.getCurrentThreadAllocatedBytes();
    for (int i = 1; i <= MANY; i++) {
      make.accept(i);
    }
    return (threads.getCurrentThreadAllocatedBytes() - before) / MANY;
  }

  /** What a series knows that was seen on so many days of each class. */
  private static byte[] stored(SeriesSettings settings, int days) {
    SeriesModel model = new SeriesModel(settings);
    for (int day = 0; day < days; day++) {
      for (DayClass dayClass : DayClass.values()) {
        for (int part = 0; part < Seasons.SLOTS; part++) {
          Slot slot = new Slot(dayClass, day, part, false);
          for (int window = 0; window < 6; window++) {
            model.learn(slot, model.see(slot, 100 + window), 100 + window);
          }
        }
      }
    }
    return model.stored();
  }

  private static byte[] stored(SeriesSettings settings) {
    return stored(settings, settings.seasons() + 1);
  }

  private long allocatedByLines(byte[] known) {
    String[] names = new String[MANY + 1];
    Map<SeriesKey, byte[]> all = new HashMap<>();
    for (int i = 0; i <= MANY; i++) {
      names[i] = "eth" + i;
      all.put(SeriesKey.of(Quantity.IN_BITS, names[i]), known);
      all.put(SeriesKey.of(Quantity.OUT_BITS, names[i]), known);
    }
    SeriesMemory full = SeriesMemory.restored(all);
    return allocated(i -> full.line(names[i], () -> SETTINGS));
  }

  private static DeviceMemory.Flow smtp(int number) {
    return new DeviceMemory.Flow("crossing" + number, MailPort.SMTP);
  }

  @Test
  void bothDirectionsOfAnInterfaceFitTheShareOfTwoSeries() {
    assertThat(allocatedByLines(stored(SETTINGS.series().rates())))
        .isGreaterThan(SHARE) // it is learned
        .isLessThanOrEqualTo(2 * SHARE);
  }

  @Test
  void aSeriesIsAsLargeAsWhatItHasLearned() {
    long first = allocatedByLines(stored(SETTINGS.series().rates(), 1));
    long second = allocatedByLines(stored(SETTINGS.series().rates(), 2));
    long all = allocatedByLines(stored(SETTINGS.series().rates()));
    assertThat(first).isLessThan(all / 2);
    assertThat(second).isGreaterThan(first).isLessThan(all);
  }

  @Test
  void theHitsOfAFlowFitTheShareOfASeries() {
    DeviceMemory.Flow[] flows = new DeviceMemory.Flow[MANY + 1];
    Map<SeriesKey, byte[]> known = new HashMap<>();
    byte[] hits = stored(SETTINGS.series().counts());
    for (int i = 0; i <= MANY; i++) {
      flows[i] = smtp(i);
      known.put(SeriesKey.of(Quantity.DENY_HITS, flows[i]), hits);
      known.put(SeriesKey.of(Quantity.PERMIT_HITS, flows[i]), hits);
    }
    SeriesMemory full = SeriesMemory.restored(known);
    assertThat(allocated(i -> full.denies(flows[i], () -> SETTINGS))).isLessThanOrEqualTo(SHARE);
    assertThat(allocated(i -> full.permits(flows[i], () -> SETTINGS))).isLessThanOrEqualTo(SHARE);
  }

  @Test
  void aSeriesTakesItsRoomWhenItHasLearnedSomething() {
    String[] names = new String[MANY + 1];
    java.util.Arrays.setAll(names, i -> "eth" + i);
    assertThat(allocated(i -> memory.line(names[i], () -> SETTINGS))).isLessThan(SHARE / 2);
  }

  @Test
  void everySeriesIsStoredUnderItsName() {
    learn(memory.denies(flow(0), () -> SETTINGS).model());
    learn(memory.permits(flow(1), () -> SETTINGS).model());
    LineHistory line = memory.line("eth0", () -> SETTINGS);
    learn(line.in().model());
    learn(line.out().model());
    memory.cleartext(flow(2), () -> SETTINGS);
    assertThat(memory.stored().keySet())
        .containsExactlyInAnyOrder(
            SeriesKey.of(Quantity.DENY_HITS, flow(0)),
            SeriesKey.of(Quantity.PERMIT_HITS, flow(1)),
            SeriesKey.of(Quantity.IN_BITS, "eth0"),
            SeriesKey.of(Quantity.OUT_BITS, "eth0"),
            SeriesKey.of(Quantity.CLEARTEXT, flow(2)));
  }

  @Test
  void whatHasLearnedNothingIsNotStored() {
    memory.denies(flow(0), () -> SETTINGS);
    memory.permits(flow(1), () -> SETTINGS);
    learn(memory.line("eth0", () -> SETTINGS).in().model());
    assertThat(memory.stored().keySet()).containsExactly(SeriesKey.of(Quantity.IN_BITS, "eth0"));
  }

  private static void learn(SeriesModel model) {
    Slot slot = new Slot(DayClass.WORKING, 20_000, 0, false);
    model.learn(slot, model.see(slot, 1), 1);
  }

  @Test
  void aSeriesOfWhichOnlyTheStoreKnowsIsKnown() {
    SeriesMemory again =
        SeriesMemory.restored(
            Map.of(
                SeriesKey.of(Quantity.DENY_HITS, flow(0)), new byte[3],
                SeriesKey.of(Quantity.PERMIT_HITS, flow(1)), new byte[3]));
    assertThat(again.hasDenies(flow(0))).isTrue();
    assertThat(again.hasPermits(flow(0))).isFalse();
    assertThat(again.hasPermits(flow(1))).isTrue();
    assertThat(again.denies(flow(0), () -> SETTINGS).model().lastDay())
        .as("what cannot be read is learned anew")
        .isEmpty();
  }

  @Test
  void whatWasNotSeenAgainSinceARestartIsForgottenToo() {
    teach(0, 100);
    teach(1, 150);
    memory = SeriesMemory.restored(memory.stored());
    teach(1, 160);
    assertThat(memory.stored()).as("sixty days are kept").hasSize(2);
    teach(1, 161);
    assertThat(memory.stored().keySet()).containsExactly(SeriesKey.of(Quantity.DENY_HITS, flow(1)));
  }

  @Test
  void whatNobodySawForSixtyDaysIsForgotten() {
    teach(0, 100);
    teach(1, 160);
    assertThat(memory.stored()).hasSize(2);
    teach(1, 161);
    assertThat(memory.stored().keySet()).containsExactly(SeriesKey.of(Quantity.DENY_HITS, flow(1)));
  }

  @Test
  void aDeviceIsForgottenWhenAllOfItIsLongPast() {
    teach(0, 100);
    teach(1, 160);
    Map<SeriesKey, byte[]> stored = memory.stored();
    assertThat(SeriesMemory.isForgotten(stored, LocalDate.ofEpochDay(220))).isFalse();
    assertThat(SeriesMemory.isForgotten(stored, LocalDate.ofEpochDay(221))).isTrue();
  }

  private void teach(int number, int day) {
    memory
        .denies(flow(number), () -> SETTINGS)
        .add(1, Sample.WINDOW, Sample.WINDOW, new Slot(DayClass.WORKING, day, 0, false));
  }
}
