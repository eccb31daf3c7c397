package org.postern.finding;

/**
 * What one evaluation says about one possible trouble.
 *
 * @param present whether the raise condition holds now
 * @param clearing whether the clear condition holds now; between the two levels neither does
 */
public record Observation(
    FindingKey key, boolean present, boolean clearing, Severity severity, Evidence evidence) {
  public static Observation present(FindingKey key, Severity severity, Evidence evidence) {
    return new Observation(key, true, false, severity, evidence);
  }

  public static Observation absent(FindingKey key, Evidence evidence) {
    return new Observation(key, false, true, key.kind().severity(), evidence);
  }
}
