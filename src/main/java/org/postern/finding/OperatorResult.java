package org.postern.finding;

import java.time.Instant;
import java.util.List;

/** What came of an operator's word about a finding. */
public sealed interface OperatorResult {
  /** It was taken; these are the steps, at least one. */
  record Done(List<Transition> transitions) implements OperatorResult {
    public Done {
      transitions = List.copyOf(transitions);
    }
  }

  /** The finding is already as it was asked to be. */
  record Unchanged(Finding finding) implements OperatorResult {}

  /** No finding has this number, or it ended too long ago. */
  record UnknownNumber(long number) implements OperatorResult {}

  /** The trouble is over; there is nothing to acknowledge or shelve. */
  record AlreadyCleared(Finding finding) implements OperatorResult {}

  /** A shelf must end after now. */
  record NotInFuture(Instant until) implements OperatorResult {}
}
