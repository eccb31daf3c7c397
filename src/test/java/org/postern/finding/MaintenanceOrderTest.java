package org.postern.finding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Devices that an operator says are worked on. */
class MaintenanceOrderTest {
  private static final Instant NOW = Instant.parse("2026-03-14T09:00:00Z");
  private static final Instant LATER = NOW.plus(Duration.ofHours(1));
  private static final FindingKey KEY =
      new FindingKey(FindingKind.ACL_CHANGED, Subject.of("gw", "FORWARD"));

  private FindingBook book = reopened(List.of());

  private static FindingBook reopened(List<MaintenanceOrder> orders) {
    return new FindingBook(
        new BookState(List.of(), 1, 1, List.of(), orders),
        BookSettings.defaults(),
        (device, time) -> device.equals("scheduled"));
  }

  private OperatorResult act(OperatorWord... words) {
    return book.act(List.of(words), "jo", NOW);
  }

  private List<Transition> changedAt(Instant time) {
    Observation bad = Observation.present(KEY, Severity.WARNING, Evidence.none());
    return book.apply(new Judgement("gw", time, List.of(bad), false, false, List.of()));
  }

  @Test
  void withholdsRaisesUntilItsTimeAndCountsThem() {
    assertThat(act(new OperatorWord.Maintain("gw", LATER, "change\n4711")))
        .isEqualTo(new OperatorResult.Done(List.of()));
    assertThat(book.maintenance())
        .containsExactly(new MaintenanceOrder("gw", NOW, LATER, "jo", "change 4711"));
    assertThat(changedAt(LATER.minusNanos(1))).isEmpty();
    assertThat(book.suppressedRaises()).isEqualTo(1);
    assertThat(changedAt(LATER)).extracting(Transition::type).contains(TransitionType.RAISED);
    book.tick(LATER.minusNanos(1));
    assertThat(book.maintenance()).hasSize(1);
    book.tick(LATER);
    assertThat(book.maintenance()).isEmpty();
  }

  @Test
  void endsEarlyByWordAndOtherDevicesAreNotMeant() {
    act(new OperatorWord.Maintain("other", LATER, ""), new OperatorWord.Maintain("gw", LATER, ""));
    assertThat(book.isMaintained("gw", NOW)).isTrue();
    assertThat(act(new OperatorWord.EndMaintenance("gw"))).isInstanceOf(OperatorResult.Done.class);
    assertThat(book.isMaintained("gw", NOW)).isFalse();
    assertThat(book.isMaintained("other", NOW)).isTrue();
    assertThat(changedAt(NOW)).hasSize(1);
  }

  @Test
  void theScheduleStaysWhenTheOrderEnds() {
    assertThat(book.isMaintained("scheduled", NOW)).isTrue();
    assertThat(act(new OperatorWord.EndMaintenance("scheduled")))
        .isInstanceOf(OperatorResult.Unchanged.class);
    assertThat(book.isMaintained("scheduled", NOW)).isTrue();
  }

  @Test
  void theSameAgainChangesNothingAndOtherTimesDo() {
    act(new OperatorWord.Maintain("gw", LATER, "x"));
    assertThat(act(new OperatorWord.Maintain("gw", LATER, "x")))
        .isInstanceOf(OperatorResult.Unchanged.class);
    assertThat(act(new OperatorWord.Maintain("gw", LATER, "y")))
        .isInstanceOf(OperatorResult.Done.class);
    assertThat(act(new OperatorWord.Maintain("gw", LATER.plusSeconds(1), "y")))
        .isInstanceOf(OperatorResult.Done.class);
    assertThat(book.maintenance()).hasSize(1);
  }

  @Test
  void anOrderWithoutANoteKeepsTheOneInForce() {
    act(new OperatorWord.Maintain("gw", LATER, "change 4711"));
    assertThat(act(new OperatorWord.Maintain("gw", LATER.plusSeconds(60), "")))
        .isInstanceOf(OperatorResult.Done.class);
    assertThat(book.maintenance())
        .containsExactly(
            new MaintenanceOrder("gw", NOW, LATER.plusSeconds(60), "jo", "change 4711"));
    assertThat(act(new OperatorWord.Maintain("gw", LATER.plusSeconds(60), " ")))
        .isInstanceOf(OperatorResult.Unchanged.class);
    act(new OperatorWord.EndMaintenance("gw"));
    act(new OperatorWord.Maintain("gw", LATER, ""));
    assertThat(book.maintenance()).extracting(MaintenanceOrder::note).containsExactly("");
  }

  @Test
  void theNoteOfAnOrderThatIsOverIsNotKept() {
    act(new OperatorWord.Maintain("gw", LATER, "change 4711"));
    book.act(List.of(new OperatorWord.Maintain("gw", LATER.plusSeconds(60), "")), "jo", LATER);
    assertThat(book.maintenance()).extracting(MaintenanceOrder::note).containsExactly("");
  }

  @Test
  void oneThatEndsNowIsRefusedWithAllThatIsSaidBesideIt() {
    assertThat(
            act(
                new OperatorWord.Maintain("gw", LATER, ""),
                new OperatorWord.Maintain("other", NOW, "")))
        .isEqualTo(new OperatorResult.NotInFuture(NOW));
    assertThat(book.maintenance()).isEmpty();
    assertThatThrownBy(() -> new MaintenanceOrder("gw", NOW, NOW, "jo", ""))
        .hasMessageContaining("ends after it begins");
  }

  @Test
  void goesOnAfterARestartAndEndsWithItsDevice() {
    act(new OperatorWord.Maintain("gw", LATER, ""));
    book = reopened(book.maintenance());
    assertThat(book.isMaintained("gw", NOW)).isTrue();
    book.retain(Set.of("other"), NOW);
    assertThat(book.maintenance()).isEmpty();
  }
}
