package org.postern.finding;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;

/** How a possible finding came to where it is: its streaks and turns; confined to the book. */
final class FindingTrack {
  private int raiseStreak;
  private int clearStreak;
  private boolean withheld;
  private final Deque<Instant> turns = new ArrayDeque<>();

  /** One more evaluation in a row that finds the trouble; says how many there are. */
  int present() {
    clearStreak = 0;
    if (raiseStreak < Integer.MAX_VALUE) {
      raiseStreak++;
    }
    return raiseStreak;
  }

  /** One more evaluation in a row that speaks for its end; says how many there are. */
  int clearing() {
    raiseStreak = 0;
    withheld = false;
    if (clearStreak < Integer.MAX_VALUE) {
      clearStreak++;
    }
    return clearStreak;
  }

  /** An evaluation that tells nothing ends both rows. */
  void undecided() {
    raiseStreak = 0;
    clearStreak = 0;
  }

  /** Not there, or nobody looks any more; that it turned is still known. */
  void forgetRows() {
    undecided();
    withheld = false;
  }

  /** The raise is kept back; true the first time. */
  boolean withhold() {
    boolean first = !withheld;
    withheld = true;
    return first;
  }

  /** A raise or a clear was made. */
  void turned(Instant time) {
    raiseStreak = 0;
    clearStreak = 0;
    withheld = false;
    turns.addLast(time);
  }

  /** Raises and clears from {@code since} on; older ones are forgotten. */
  int turnsSince(Instant since) {
    while (!turns.isEmpty() && turns.getFirst().isBefore(since)) {
      turns.removeFirst();
    }
    return turns.size();
  }

  /** Whether nothing would be lost if the track were new. */
  boolean isBlank() {
    return raiseStreak == 0 && clearStreak == 0 && !withheld && turns.isEmpty();
  }
}
