package org.postern.finding;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.postern.counter.Quality;

/** Several words of an operator at once. */
class OperatorWordTest {
  private static final Instant NOW = Instant.parse("2026-03-14T09:00:00Z");

  private final FindingBook book =
      new FindingBook(
          new BookState(
              List.of(
                  finding(1, FindingKind.EXPECTED_DENY, FindingState.OPEN),
                  finding(2, FindingKind.ACL_CHANGED, FindingState.OPEN),
                  finding(3, FindingKind.DENY_SPIKE, FindingState.CLEARED)),
              4,
              1,
              List.of(),
              List.of()),
          BookSettings.defaults(),
          Maintenance.never());

  private static Finding finding(long number, FindingKind kind, FindingState state) {
    return new Finding(
        number,
        new FindingKey(kind, Subject.device("edge-1")),
        Severity.MAJOR,
        state,
        NOW,
        NOW,
        1,
        new Evidence("", "", "", "", "text", Quality.COMPLETE),
        Optional.empty(),
        "");
  }

  private OperatorResult act(OperatorWord... words) {
    return book.act(List.of(words), "jo", NOW);
  }

  @Test
  void allAreDoneInTheirOrderWithWhoAndWhen() {
    OperatorResult result =
        act(
            new OperatorWord.Note(2, "change 4711"),
            new OperatorWord.Acknowledge(2, ""),
            new OperatorWord.Shelve(1, NOW.plusSeconds(60)));
    assertThat(result).isInstanceOf(OperatorResult.Done.class);
    List<Transition> steps = ((OperatorResult.Done) result).transitions();
    assertThat(steps)
        .extracting(Transition::type)
        .containsExactly(
            TransitionType.CHANGED,
            TransitionType.ACKNOWLEDGED,
            TransitionType.CLEARED,
            TransitionType.SHELVED);
    assertThat(steps).extracting(Transition::sequence).containsExactly(1L, 2L, 3L, 4L);
    assertThat(steps).allMatch(step -> step.actor().equals("jo") && step.time().equals(NOW));
    assertThat(steps.get(2).finding().note()).isEqualTo("change 4711");
  }

  @Test
  void oneThatCannotBeDoneKeepsTheOthersFromIt() {
    OperatorWord good = new OperatorWord.Acknowledge(1, "");
    assertThat(act(good, new OperatorWord.Note(9, "x")))
        .isEqualTo(new OperatorResult.UnknownNumber(9));
    assertThat(act(good, new OperatorWord.Note(3, "x")))
        .isInstanceOf(OperatorResult.AlreadyCleared.class);
    assertThat(act(good, new OperatorWord.Shelve(2, NOW)))
        .isEqualTo(new OperatorResult.NotInFuture(NOW));
    assertThat(book.find(1).orElseThrow().state()).isEqualTo(FindingState.OPEN);
    assertThat(book.lastSequence()).isZero();
  }

  @Test
  void theSameAgainChangesNothing() {
    act(new OperatorWord.Shelve(1, NOW.plusSeconds(60)), new OperatorWord.Note(1, "x"));
    long last = book.lastSequence();
    assertThat(act(new OperatorWord.Shelve(1, NOW.plusSeconds(60)), new OperatorWord.Note(1, "x")))
        .isInstanceOf(OperatorResult.Unchanged.class);
    assertThat(act(new OperatorWord.Unshelve(2))).isInstanceOf(OperatorResult.Unchanged.class);
    assertThat(book.lastSequence()).isEqualTo(last);
  }
}
