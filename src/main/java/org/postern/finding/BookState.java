package org.postern.finding;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a book of findings must know to go on after a restart as if there had been none.
 *
 * @param findings the active ones, and cleared ones not older than {@link
 *     BookSettings#sameFinding}, in any order
 * @param nextNumber the next finding's number, 1 and up, above every number ever given
 * @param nextSequence the next transition's number, 1 and up
 * @param recent the newest stored transitions, oldest first; they show which findings flap
 * @param maintenance what operators said, at most one order for each device
 */
public record BookState(
    Collection<Finding> findings,
    long nextNumber,
    long nextSequence,
    List<Transition> recent,
    Collection<MaintenanceOrder> maintenance) {
  public BookState {
    findings = List.copyOf(findings);
    recent = List.copyOf(recent);
    maintenance = List.copyOf(maintenance);
    if (nextNumber < 1 || nextSequence < 1) {
      throw new IllegalArgumentException(
          "numbers begin at 1: finding " + nextNumber + ", sequence " + nextSequence);
    }
    for (Finding finding : findings) {
      if (finding.number() >= nextNumber) {
        throw new IllegalArgumentException(
            "finding " + finding.number() + " is not below the next number " + nextNumber);
      }
    }
    for (Transition transition : recent) {
      if (transition.sequence() >= nextSequence) {
        throw new IllegalArgumentException(
            "transition "
                + transition.sequence()
                + " is not below the next sequence number "
                + nextSequence);
      }
    }
  }

  /** Nothing has ever been found. */
  public static BookState empty() {
    return new BookState(List.of(), 1, 1, List.of(), List.of());
  }

  /**
   * The state after these steps.
   *
   * @param all every transition ever made, oldest first
   */
  public static BookState of(List<Transition> all) {
    Map<Long, Finding> latest = new LinkedHashMap<>();
    long nextNumber = 1;
    long nextSequence = 1;
    for (Transition transition : all) {
      latest.put(transition.finding().number(), transition.finding());
      nextNumber = Math.max(nextNumber, transition.finding().number() + 1);
      nextSequence = Math.max(nextSequence, transition.sequence() + 1);
    }
    return new BookState(latest.values(), nextNumber, nextSequence, all, List.of());
  }
}
