package org.postern.finding;

/**
 * What one evaluation says about one possible trouble.
 *
 * @param present whether the raise condition holds now
 * @param clearing whether the clear condition holds now; between the two levels neither does
 */
public record Observation(
    FindingKey key, boolean present, boolean clearing, Severity severity, Evidence evidence) {
  public Observation {
    if (present && clearing) {
      throw new IllegalArgumentException("present and clearing at once: " + key.text());
    }
  }

  public static Observation present(FindingKey key, Severity severity, Evidence evidence) {
    return new Observation(key, true, false, severity, evidence);
  }

  public static Observation absent(FindingKey key, Evidence evidence) {
    return new Observation(key, false, true, key.kind().severity(), evidence);
  }

  /** Nothing is known either way, or the value lies between the two levels. */
  public static Observation undecided(FindingKey key, Evidence evidence) {
    return new Observation(key, false, false, key.kind().severity(), evidence);
  }
}
