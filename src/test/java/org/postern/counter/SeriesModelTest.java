package org.postern.counter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Random;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.Test;
import org.postern.counter.Seasons.Slot;

class SeriesModelTest {
  private static final Duration WINDOW = Duration.ofMinutes(5);
  private static final SeriesSettings LEVELS = SeriesSettings.of(WINDOW, 6, 2, false);

  /** A Monday. */
  private static final Instant MONDAY = Instant.parse("2027-03-01T00:00:00Z");

  private static final SiteCalendar UTC = SiteCalendar.utc();

  private final SeriesModel model = new SeriesModel(LEVELS);

  private static void teach(SeriesModel model, Slot slot, double value) {
    model.learn(slot, model.see(slot, value), value);
  }

  private void teachDays(Instant from, int days, ToDoubleFunction<Slot> value) {
    Instant end = from.plus(Duration.ofDays(days));
    for (Instant at = from; at.isBefore(end); at = at.plus(WINDOW)) {
      Slot slot = UTC.slot(at);
      teach(model, slot, value.applyAsDouble(slot));
    }
  }

  private Optional<Band> at(String time) {
    return model.band(UTC.slot(Instant.parse(time)));
  }

  @Test
  void isLearningUntilThereAreTwoDaysOfTheClass() {
    teachDays(MONDAY, 1, slot -> 100);
    assertThat(at("2027-03-02T12:00:00Z")).isEmpty();
    teachDays(MONDAY.plus(Duration.ofDays(1)), 1, slot -> 100);
    assertThat(at("2027-03-03T12:00:00Z"))
        .hasValueSatisfying(b -> assertThat(b.seasons()).isEqualTo(2));
    assertThat(at("2027-03-06T12:00:00Z")).as("a Saturday").isEmpty();
  }

  @Test
  void aSteadySeriesHasFivePercentOfPlay() {
    teachDays(MONDAY, 5, slot -> 1000);
    Band band = at("2027-03-05T12:00:00Z").orElseThrow();
    assertThat(band.centre()).isCloseTo(1000, within(4.0));
    assertThat(band.scale()).isCloseTo(50, within(0.2));
  }

  @Test
  void aSeriesOfNothingHasOneUnitOfPlay() {
    teachDays(MONDAY, 5, slot -> 0);
    assertThat(at("2027-03-05T12:00:00Z").orElseThrow().scale()).isEqualTo(1);
  }

  @Test
  void countsSpreadAtLeastAsPoissonCountsDo() {
    SeriesModel counts = new SeriesModel(SeriesSettings.of(WINDOW, 6, 2, true));
    for (int i = 0; i < 3 * 288; i++) {
      teach(counts, UTC.slot(MONDAY.plus(WINDOW.multipliedBy(i))), 144);
    }
    Band band = counts.band(UTC.slot(MONDAY)).orElseThrow();
    assertThat(band.scale()).isCloseTo(12, within(0.1));
  }

  @Test
  void aStepAtAnHourOfTheDayIsPartOfTheDay() {
    teachDays(MONDAY, 5, slot -> slot.index() < 18 ? 20 : 80);
    assertThat(at("2027-03-05T08:59:00Z").orElseThrow().centre()).isEqualTo(20);
    Band after = at("2027-03-05T09:00:00Z").orElseThrow();
    assertThat(after.centre()).isEqualTo(80);
    assertThat(after.scale()).as("no wider for the step").isEqualTo(4);
  }

  @Test
  void noiseWithinTheHalfHourWidensTheBandToAboutItsDeviation() {
    Random random = new Random(1);
    teachDays(MONDAY, 12, slot -> 1000 + 200 * random.nextGaussian());
    Band band = at("2027-03-12T12:00:00Z").orElseThrow();
    assertThat(band.scale()).isBetween(150.0, 320.0);
    assertThat(band.centre()).isBetween(850.0, 1150.0);
  }

  @Test
  void anIncidentOfADayDoesNotMoveTheBand() {
    teachDays(MONDAY, 3, slot -> 100);
    teachDays(MONDAY.plus(Duration.ofDays(3)), 1, slot -> 100_000);
    teachDays(MONDAY.plus(Duration.ofDays(4)), 1, slot -> 100);
    Band band = at("2027-03-05T12:00:00Z").orElseThrow();
    assertThat(band.centre()).isEqualTo(100);
    assertThat(band.scale()).isEqualTo(5);
  }

  @Test
  void onlyTheLastSeasonsCount() {
    teachDays(MONDAY, 5, slot -> 100);
    teachDays(MONDAY.plus(Duration.ofDays(7)), 5, slot -> 200);
    teachDays(MONDAY.plus(Duration.ofDays(14)), 5, slot -> 200);
    assertThat(at("2027-03-19T12:00:00Z").orElseThrow())
        .satisfies(b -> assertThat(b.centre()).isEqualTo(200))
        .satisfies(b -> assertThat(b.seasons()).isEqualTo(6));
  }

  @Test
  void theHourThatComesTwiceIsLearnedOnce() {
    Slot first = new Slot(DayClass.SUNDAY, 20_000, 4, false);
    Slot again = new Slot(DayClass.SUNDAY, 20_000, 4, true);
    Slot next = new Slot(DayClass.SUNDAY, 20_000, 5, false);
    for (Slot slot : new Slot[] {first, again, next}) {
      for (int i = 0; i < 6; i++) {
        teach(model, slot, slot.repeated() ? 900 : 100);
      }
    }
    for (int i = 0; i < 6; i++) {
      teach(model, new Slot(DayClass.SUNDAY, 20_007, 4, false), 100);
    }
    teach(model, new Slot(DayClass.SUNDAY, 20_007, 5, false), 100);
    assertThat(model.band(first))
        .hasValueSatisfying(b -> assertThat(b.centre()).isEqualTo(100))
        .hasValueSatisfying(b -> assertThat(b.seasons()).isEqualTo(2));
  }

  @Test
  void aHalfHourOfWhichLittleWasSeenIsNoSeason() {
    teachDays(MONDAY, 2, slot -> 100);
    for (int i = 0; i < 2; i++) {
      teach(model, UTC.slot(MONDAY.plus(Duration.ofDays(2)).plus(WINDOW.multipliedBy(i))), 500);
    }
    teach(model, UTC.slot(MONDAY.plus(Duration.ofDays(2)).plus(Duration.ofMinutes(30))), 100);
    assertThat(at("2027-03-04T00:00:00Z").orElseThrow().seasons()).isEqualTo(2);
  }

  @Test
  void aSeriesThatOftenLeapsIsHeldAgainstItsPeaks() {
    Random random = new Random(2);
    teachDays(MONDAY, 5, slot -> random.nextInt(20) == 0 ? 5000 : 40);
    assertThat(model.isBursty()).isTrue();
    assertThat(model.peaks().orElseThrow().window()).isCloseTo(5000, within(20.0));
    assertThat(model.peaks().orElseThrow().times(7500, 0)).isCloseTo(1.5, within(0.01));
    teachDays(MONDAY.plus(Duration.ofDays(7)), 25, slot -> 40);
    assertThat(model.isBursty()).as("after weeks without a leap").isFalse();
  }

  @Test
  void aDailyPeakAtItsHourIsNoBurst() {
    teachDays(MONDAY, 12, slot -> slot.index() == 4 ? 5000 : 40);
    assertThat(model.isBursty()).isFalse();
  }

  @Test
  void goesOnFromWhatWasStored() {
    Random random = new Random(3);
    teachDays(MONDAY, 9, slot -> slot.index() * 10 + random.nextInt(50));
    SeriesModel again = SeriesModel.restored(LEVELS, model.stored()).orElseThrow();
    assertThat(again.stored()).isEqualTo(model.stored());
    for (int i = 0; i < 400; i++) {
      Slot slot = UTC.slot(MONDAY.plus(Duration.ofDays(9)).plus(WINDOW.multipliedBy(i)));
      double value = random.nextInt(500);
      SeriesModel.Seen seen = model.see(slot, value);
      assertThat(again.see(slot, value)).isEqualTo(seen);
      model.learn(slot, seen, value);
      again.learn(slot, seen, value);
    }
    assertThat(again.stored()).isEqualTo(model.stored());
  }

  @Test
  void whatWasLearnedUnderOtherSettingsOrIsBrokenIsNotTaken() {
    byte[] stored = model.stored();
    assertThat(SeriesModel.restored(SeriesSettings.of(WINDOW, 5, 2, false), stored)).isEmpty();
    assertThat(SeriesModel.restored(SeriesSettings.of(Duration.ofMinutes(1), 6, 2, false), stored))
        .isEmpty();
    assertThat(SeriesModel.restored(LEVELS, java.util.Arrays.copyOf(stored, stored.length - 1)))
        .isEmpty();
    assertThat(SeriesModel.restored(LEVELS, java.util.Arrays.copyOf(stored, stored.length + 1)))
        .isEmpty();
    assertThat(SeriesModel.restored(LEVELS, new byte[0])).isEmpty();
  }

  @Test
  void forgetsWhatAnOperatorSaysIsOver() {
    teachDays(MONDAY, 5, slot -> 100);
    model.forget();
    assertThat(at("2027-03-05T12:00:00Z")).isEmpty();
  }
}
