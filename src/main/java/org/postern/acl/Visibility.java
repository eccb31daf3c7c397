package org.postern.acl;

/** How much a device lets a manager see of an access list (L3 down to nothing). */
public enum Visibility {
  /** L3: entries with ports and hits of their own. */
  RULES("rules"),
  /** L2: entries, hits only for groups of them. */
  RULES_COARSE_HITS("rules-coarse-hits"),
  /** L1: counters with names and no match fields; needs a binding in the configuration. */
  NAMED_COUNTERS("named-counters"),
  /** L0: totals only. */
  TOTALS("totals"),
  NONE("none");

  private final String label;

  Visibility(String label) {
    this.label = label;
  }

  /** The word used in configuration, MIB and output. */
  public String label() {
    return label;
  }

  /** Whether a verdict can be computed from the entries. */
  public boolean givesVerdict() {
    return this == RULES || this == RULES_COARSE_HITS;
  }
}
