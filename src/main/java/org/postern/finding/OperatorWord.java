package org.postern.finding;

import java.time.Instant;

/** What an operator says about a finding. */
public sealed interface OperatorWord {
  /** The finding's number. */
  long number();

  /**
   * It is known. An {@code aclChanged} is reviewed by that and ends with it.
   *
   * @param note replaces the finding's note unless it is blank
   */
  record Acknowledge(long number, String note) implements OperatorWord {}

  /** Keep it quiet until a time. */
  record Shelve(long number, Instant until) implements OperatorWord {}

  /** Take it off the shelf. */
  record Unshelve(long number) implements OperatorWord {}

  /** A note of the operator's own; an empty one takes the note away. */
  record Note(long number, String text) implements OperatorWord {}
}
