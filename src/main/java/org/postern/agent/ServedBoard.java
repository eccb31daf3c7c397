package org.postern.agent;

import java.lang.ref.WeakReference;
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
  private HitDiscontinuities discontinuities;

  /** Not held for longer than requests need it: it is as large as the board that hangs now. */
  private volatile WeakReference<BoardMib> last;

  ServedBoard(OID arc, BoardHolder boards, StandardMib standard) {
    this.arc = arc;
    this.boards = boards;
    this.standard = standard;
    Board first = boards.current();
    discontinuities = HitDiscontinuities.of(first);
    last = new WeakReference<>(new BoardMib(arc, first, discontinuities));
  }

  BoardMib current() {
    BoardMib mib = last.get();
    return mib != null && mib.board() == boards.current() ? mib : renew();
  }

  private synchronized BoardMib renew() {
    Board board = boards.current();
    BoardMib mib = last.get();
    if (mib == null || mib.board() != board) {
      discontinuities = discontinuities.next(board, standard.upTime());
      mib = new BoardMib(arc, board, discontinuities);
      last = new WeakReference<>(mib);
    }
    return mib;
  }
}
