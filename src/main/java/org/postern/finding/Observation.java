package org.postern.finding;

import java.util.Objects;
import java.util.function.Supplier;

/**
 * What one evaluation says about one possible trouble. Immutable. Its evidence is put into words
 * when somebody asks for it: most troubles are looked for at each poll and never there.
 */
public final class Observation {
  private final FindingKey key;
  private final Says says;
  private final Severity severity;
  private final Supplier<Evidence> evidence;

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

  private Observation(FindingKey key, Says says, Severity severity, Supplier<Evidence> evidence) {
    this.key = key;
    this.says = says;
    this.severity = severity;
    this.evidence = evidence;
  }

  /**
   * An observation.
   *
   * @param says whether the raise or the clear condition holds now
   */
  public Observation(FindingKey key, Says says, Severity severity, Evidence evidence) {
    this(key, says, severity, () -> evidence);
  }

  public static Observation present(FindingKey key, Severity severity, Evidence evidence) {
    return new Observation(key, Says.PRESENT, severity, evidence);
  }

  public static Observation absent(FindingKey key, Evidence evidence) {
    return absent(key, () -> evidence);
  }

  /** The clear condition holds; {@code evidence} may be asked for several times. */
  static Observation absent(FindingKey key, Supplier<Evidence> evidence) {
    return new Observation(key, Says.CLEARING, key.kind().severity(), evidence);
  }

  /** Nothing is known either way, or the value lies between the two levels. */
  public static Observation undecided(FindingKey key, Evidence evidence) {
    return undecided(key, () -> evidence);
  }

  /** The same; {@code evidence} may be asked for several times. */
  static Observation undecided(FindingKey key, Supplier<Evidence> evidence) {
    return new Observation(key, Says.UNDECIDED, key.kind().severity(), evidence);
  }

  /** The trouble is looked for, but there is nothing new to say yet. */
  public static Observation waiting(FindingKey key) {
    return new Observation(key, Says.WAITING, key.kind().severity(), Evidence::none);
  }

  public FindingKey key() {
    return key;
  }

  public Says says() {
    return says;
  }

  public Severity severity() {
    return severity;
  }

  public Evidence evidence() {
    return evidence.get();
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

  @Override
  public boolean equals(Object other) {
    return other instanceof Observation that
        && key.equals(that.key)
        && says == that.says
        && severity == that.severity
        && evidence().equals(that.evidence());
  }

  @Override
  public int hashCode() {
    return Objects.hash(key, says, severity);
  }

  @Override
  public String toString() {
    return "Observation[key="
        + key
        + ", says="
        + says
        + ", severity="
        + severity
        + ", evidence="
        + evidence()
        + "]";
  }
}
