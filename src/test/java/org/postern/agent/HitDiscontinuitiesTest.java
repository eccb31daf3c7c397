package org.postern.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.postern.acl.MailPort;
import org.postern.acl.Verdict;
import org.postern.counter.Quality;
import org.postern.counter.Rate;
import org.postern.finding.Board;

class HitDiscontinuitiesTest {
  private static final Board.PortRow HUNDRED = port(100);
  private static final Board.EntryRow ENTRY =
      Boards.entry(1, 10, OptionalLong.of(5), Rate.none(Quality.UNAVAILABLE));

  @Test
  void nothingHasJumpedOnTheFirstBoard() {
    HitDiscontinuities first = HitDiscontinuities.of(board(HUNDRED));
    assertThat(first.of(HUNDRED)).isZero();
    assertThat(first.of(ENTRY)).isZero();
    assertThat(first.ofSystem()).isZero();
  }

  @Test
  void growingCountersDoNotJump() {
    Board.PortRow more = port(200);
    HitDiscontinuities next = HitDiscontinuities.of(board(HUNDRED)).next(board(more), 777);
    assertThat(next.of(more)).isZero();
  }

  @Test
  void aFallenCounterJumpedNowAndStaysSo() {
    Board.PortRow less = port(99);
    HitDiscontinuities fallen = HitDiscontinuities.of(board(HUNDRED)).next(board(less), 777);
    assertThat(fallen.of(less)).isEqualTo(777);
    Board.PortRow later = port(150);
    assertThat(fallen.next(board(later), 888).of(later)).isEqualTo(777);
  }

  @Test
  void otherDecidingEntriesAreAJumpEvenUpwards() {
    Board.PortRow other =
        new Board.PortRow(
            1,
            1,
            MailPort.SMTP,
            HUNDRED.crossingName(),
            HUNDRED.verdict(),
            HUNDRED.expected(),
            HUNDRED.conformance(),
            HUNDRED.excepted(),
            "20 permit tcp any any eq 25",
            5_000,
            4,
            HUNDRED.permitRate(),
            HUNDRED.denyRate(),
            HUNDRED.since(),
            HUNDRED.quality(),
            HUNDRED.baseline());
    HitDiscontinuities next = HitDiscontinuities.of(board(HUNDRED)).next(board(other), 777);
    assertThat(next.of(other)).isEqualTo(777);
  }

  @Test
  void aRowThatWasNotThereBeforeJumped() {
    HitDiscontinuities next = HitDiscontinuities.of(Boards.empty(1)).next(board(HUNDRED), 777);
    assertThat(next.of(HUNDRED)).isEqualTo(777);
    assertThat(next.of(ENTRY)).isEqualTo(777);
  }

  @Test
  void everyRowIsComparedWithItself() {
    Board.PortRow first = Boards.port(1, 2, MailPort.SMTP, Verdict.PERMITTED, 10);
    Board.PortRow gone = Boards.port(2, 1, MailPort.SMTP, Verdict.PERMITTED, 10);
    Board.PortRow last = Boards.port(3, 1, MailPort.IMAP, Verdict.PERMITTED, 10);
    Board.PortRow fallen = Boards.port(3, 1, MailPort.IMAP, Verdict.PERMITTED, 9);
    Board.PortRow fresh = Boards.port(2, 2, MailPort.SMTP, Verdict.PERMITTED, 10);
    HitDiscontinuities next =
        HitDiscontinuities.of(boardOf(first, gone, last)).next(boardOf(first, fresh, fallen), 777);
    assertThat(next.of(first)).isZero();
    assertThat(next.of(fresh)).isEqualTo(777);
    assertThat(next.of(fallen)).isEqualTo(777);
    assertThatThrownBy(() -> next.of(gone)).hasMessageContaining("another board");
  }

  @Test
  void rowsOutOfOrderAreFoundToo() {
    Board.PortRow first = Boards.port(1, 2, MailPort.SMTP, Verdict.PERMITTED, 10);
    Board.PortRow second = Boards.port(2, 1, MailPort.SMTP, Verdict.PERMITTED, 10);
    HitDiscontinuities next =
        HitDiscontinuities.of(boardOf(second)).next(boardOf(second, first), 777);
    assertThat(next.of(first)).isEqualTo(777);
    assertThat(next.of(second)).isZero();
  }

  private static Board boardOf(Board.PortRow... ports) {
    return Boards.with(Boards.fixed(), List.of(ports), List.of(ENTRY));
  }

  private static Board.PortRow port(long hits) {
    return Boards.port(1, 1, MailPort.SMTP, Verdict.PERMITTED, hits);
  }

  private static Board board(Board.PortRow port) {
    return Boards.with(Boards.fixed(), List.of(port), List.of(ENTRY));
  }
}
