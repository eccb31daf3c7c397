package org.postern.store;

import java.util.List;
import org.postern.finding.Finding;
import org.postern.finding.Transition;

/** API outline; bodies follow. */
public abstract class FindingStore {
  /**
   * One transaction, durable when it returns.
   *
   * @throws IllegalArgumentException on a gap or repeat in the sequence; nothing is stored then
   * @throws StoreException if it could not be stored; ask {@link #lastSequence} before a retry
   */
  public abstract void append(List<Transition> transitions);

  /** All that are not cleared, by number. */
  public abstract List<Finding> active();

  /** Newest number first. */
  public abstract List<Finding> all(int limit);

  public abstract long lastSequence();

  public abstract long lastFindingNumber();

  /** By sequence, ascending. */
  public abstract List<Transition> log(long fromSequenceExclusive, int limit);
}
