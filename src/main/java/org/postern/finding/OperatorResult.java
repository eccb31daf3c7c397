package org.postern.finding;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What came of an operator's words. */
public sealed interface OperatorResult {
  /** They were taken; these are the steps of findings, none if only a maintenance changed. */
  record Done(List<Transition> transitions) implements OperatorResult {
    public Done {
      transitions = List.copyOf(transitions);
    }
  }

  /**
   * All is already as it was asked to be.
   *
   * @param finding the last one that was spoken of
   */
  record Unchanged(Optional<Finding> finding) implements OperatorResult {}

  /** No finding has this number, or it ended too long ago. */
  record UnknownNumber(long number) implements OperatorResult {}

  /** The trouble is over; there is nothing to acknowledge or shelve. */
  record AlreadyCleared(Finding finding) implements OperatorResult {}

  /** A shelf or a maintenance must end after now. */
  record NotInFuture(Instant until) implements OperatorResult {}
}
