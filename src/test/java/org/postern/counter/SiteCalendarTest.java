package org.postern.counter;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.postern.counter.Seasons.Slot;

class SiteCalendarTest {
  private static final SiteCalendar BERLIN =
      new SiteCalendar(ZoneId.of("Europe/Berlin"), Set.of(LocalDate.of(2027, 5, 6)));

  private static Slot slot(String time) {
    return BERLIN.slot(Instant.parse(time));
  }

  @Test
  void tellsWorkingDaysFromTheWeekendByLocalDate() {
    assertThat(slot("2027-04-30T21:59:59Z").dayClass()).isEqualTo(DayClass.WORKING);
    assertThat(slot("2027-04-30T22:00:00Z").dayClass()).isEqualTo(DayClass.SATURDAY);
    assertThat(slot("2027-05-02T12:00:00Z").dayClass()).isEqualTo(DayClass.SUNDAY);
    assertThat(slot("2027-05-02T22:00:00Z").dayClass()).isEqualTo(DayClass.WORKING);
  }

  @Test
  void aHolidayIsLikeASunday() {
    assertThat(slot("2027-05-06T10:00:00Z").dayClass()).isEqualTo(DayClass.SUNDAY);
    assertThat(slot("2027-05-07T10:00:00Z").dayClass()).isEqualTo(DayClass.WORKING);
  }

  @Test
  void nineInTheMorningIsNineBeforeAndAfterTheClockChanges() {
    assertThat(slot("2027-03-26T08:00:00Z").index()).isEqualTo(18);
    assertThat(slot("2027-03-29T07:00:00Z").index()).isEqualTo(18);
    assertThat(slot("2027-03-29T07:29:59Z").index()).isEqualTo(18);
    assertThat(slot("2027-03-29T07:30:00Z").index()).isEqualTo(19);
  }

  @Test
  void theSecondPassOfTheHourThatComesTwiceIsMarked() {
    assertThat(slot("2027-10-31T00:30:00Z")).isEqualTo(new Slot(DayClass.SUNDAY, 21_122, 5, false));
    assertThat(slot("2027-10-31T01:30:00Z")).isEqualTo(new Slot(DayClass.SUNDAY, 21_122, 5, true));
    assertThat(slot("2027-10-31T02:30:00Z").repeated()).isFalse();
  }
}
