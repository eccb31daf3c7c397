package org.postern.finding;

import java.time.Instant;

/** What an operator says about a finding or a device. */
public sealed interface OperatorWord {
  /** What is said about one finding. */
  sealed interface OfFinding extends OperatorWord {
    /** The finding's number. */
    long number();
  }

  /**
   * It is known. An {@code aclChanged} is reviewed by that and ends with it.
   *
   * @param note replaces the finding's note unless it is blank; kept as one line of at most 255
   *     characters
   */
  record Acknowledge(long number, String note) implements OfFinding {}

  /** Keep it quiet until a time: it does not change aloud, only its end is told. */
  record Shelve(long number, Instant until) implements OfFinding {}

  /** Take it off the shelf; it is open again, whatever it was before. */
  record Unshelve(long number) implements OfFinding {}

  /**
   * A note of the operator's own, kept as one line of at most 255 characters; an empty one takes
   * the note away.
   */
  record Note(long number, String text) implements OfFinding {}

  /**
   * The device is worked on until a time: what is found of it is not raised, and counted. It takes
   * the place of what was said of the device before.
   *
   * @param note replaces the one in force unless it is blank; kept as one line of at most 255
   *     characters
   */
  record Maintain(String device, Instant until, String note) implements OperatorWord {}

  /** The device is not worked on any more. What the schedule says of it stays. */
  record EndMaintenance(String device) implements OperatorWord {}
}
