package org.postern.agent;

import java.util.List;
import java.util.OptionalLong;
import org.postern.finding.Transition;

/**
 * The log of transitions, and how far each receiver of informs has confirmed it. What a receiver is
 * owed follows from the two, so it survives a restart and a crash.
 */
public interface InformJournal {
  /** The last sequence number a receiver has confirmed; empty if it is new. */
  OptionalLong confirmed(String receiver);

  /** Remembers that a receiver has confirmed everything up to {@code sequence}. */
  void confirm(String receiver, long sequence);

  /** The sequence number of the newest transition, 0 if there is none. */
  long last();

  /** Transitions after {@code sequence}, ascending, at most {@code limit}; old ones may be gone. */
  List<Transition> after(long sequence, int limit);
}
