package org.postern.finding;

/**
 * What one evaluation says about one possible trouble.
 *
 * @param says whether the raise or the clear condition holds now
 */
public record Observation(FindingKey key, Says says, Severity severity, Evidence evidence) {
  /** What an evaluation can say. */
  public enum Says {
    PRESENT,
    CLEARING,
    /** Nothing is known either way, or the value lies between the two levels. */
    UNDECIDED,
    /** The window that will be judged is not over yet: no evaluation, neither way. */
    WAITING;

    /** What two levels say; the one that raises goes first. */
    static Says of(boolean present, boolean clearing) {
      return present ? PRESENT : clearing ? CLEARING : UNDECIDED;
    }
  }

  public static Observation present(FindingKey key, Severity severity, Evidence evidence) {
    return new Observation(key, Says.PRESENT, severity, evidence);
  }

  public static Observation absent(FindingKey key, Evidence evidence) {
    return new Observation(key, Says.CLEARING, key.kind().severity(), evidence);
  }

  /** Nothing is known either way, or the value lies between the two levels. */
  public static Observation undecided(FindingKey key, Evidence evidence) {
    return new Observation(key, Says.UNDECIDED, key.kind().severity(), evidence);
  }

  /** The trouble is looked for, but there is nothing new to say yet. */
  public static Observation waiting(FindingKey key) {
    return new Observation(key, Says.WAITING, key.kind().severity(), Evidence.none());
  }

  /** Whether the raise condition holds now. */
  public boolean present() {
    return says == Says.PRESENT;
  }

  /** Whether the clear condition holds now. */
  public boolean clearing() {
    return says == Says.CLEARING;
  }

  Observation graded(Severity other) {
    return new Observation(key, says, other, evidence);
  }
}
