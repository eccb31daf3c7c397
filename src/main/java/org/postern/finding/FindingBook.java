package org.postern.finding;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Every finding and its life: what was observed goes in, transitions come out; thread-safe, each
 * call is one step.
 */
public final class FindingBook {
  public FindingBook(BookState stored, BookSettings settings, Maintenance maintenance) {
    throw new UnsupportedOperationException("signatures first");
  }

  /** Takes in what one poll said about a device; the same again gives no transition. */
  public synchronized List<Transition> apply(Judgement judgement) {
    throw new UnsupportedOperationException("signatures first");
  }

  /** Ends the findings of devices that are configured no longer. */
  public synchronized List<Transition> retain(Set<String> devices, Instant time) {
    throw new UnsupportedOperationException("signatures first");
  }

  /** Ends the shelves whose time has come and drops findings that were cleared long ago. */
  public synchronized List<Transition> tick(Instant time) {
    throw new UnsupportedOperationException("signatures first");
  }

  public synchronized OperatorResult acknowledge(
      long number, String actor, Instant time, String note) {
    throw new UnsupportedOperationException("signatures first");
  }

  public synchronized OperatorResult shelve(
      long number, Instant until, String actor, Instant time) {
    throw new UnsupportedOperationException("signatures first");
  }

  public synchronized OperatorResult unshelve(long number, String actor, Instant time) {
    throw new UnsupportedOperationException("signatures first");
  }

  /** The finding with this number, active or recently cleared. */
  public synchronized Optional<Finding> find(long number) {
    throw new UnsupportedOperationException("signatures first");
  }

  /** By number. */
  public synchronized List<Finding> active() {
    throw new UnsupportedOperationException("signatures first");
  }

  /** By number; kept for {@link BookSettings#keepCleared}. */
  public synchronized List<Finding> recentlyCleared() {
    throw new UnsupportedOperationException("signatures first");
  }

  /** The newest transitions, oldest first. */
  public synchronized List<Transition> log() {
    throw new UnsupportedOperationException("signatures first");
  }

  /** Sequence number of the last transition, 0 if there was none. */
  public synchronized long lastSequence() {
    throw new UnsupportedOperationException("signatures first");
  }

  /** Raises withheld since the start, for an unreachable device or in maintenance. */
  public synchronized long suppressedRaises() {
    throw new UnsupportedOperationException("signatures first");
  }
}
