package org.postern.finding;

import java.time.Instant;

/**
 * One step in the life of a finding, with the next number of the one persistent sequence.
 *
 * @param sequence 1 and up, without gaps
 * @param finding as it is after the step
 * @param actor who did it: "postern", or an operator
 */
public record Transition(
    long sequence, TransitionType type, Instant time, Finding finding, String actor) {}
