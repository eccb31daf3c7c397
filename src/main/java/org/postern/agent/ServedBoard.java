package org.postern.agent;

import org.postern.finding.Board;
import org.postern.finding.BoardHolder;
import org.snmp4j.smi.OID;

/** POSTERN-MIB of whichever board hangs now; thread-safe. */
// The very same board is meant; comparing the contents of two would cost more than it saves.
@SuppressWarnings("ReferenceEquality")
final class ServedBoard {
  private final OID arc;
  private final BoardHolder boards;
  private final StandardMib standard;
  private volatile BoardMib last;

  ServedBoard(OID arc, BoardHolder boards, StandardMib standard) {
    this.arc = arc;
    this.boards = boards;
    this.standard = standard;
    Board first = boards.current();
    last = new BoardMib(arc, first, HitDiscontinuities.of(first));
  }

  BoardMib current() {
    BoardMib mib = last;
    return mib.board() == boards.current() ? mib : renew();
  }

  private synchronized BoardMib renew() {
    Board board = boards.current();
    if (last.board() != board) {
      last = new BoardMib(arc, board, last.discontinuities().next(board, standard.upTime()));
    }
    return last;
  }
}
