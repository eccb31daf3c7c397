package org.postern.acl;

import java.util.List;

/**
 * What a change of access lists does to flows to one mail port, exactly.
 *
 * @param effect {@code SAME_EFFECT}, {@code WIDENED}, {@code NARROWED}, {@code
 *     WIDENED_AND_NARROWED}, or {@code UNKNOWN} if there are reasons
 * @param widened flows permitted after and not before
 * @param narrowed flows permitted before and not after
 * @param causes the entries that decide about these flows, of the lists that differ
 * @param moreCauses how many more there are than are listed
 * @param reasons why the change is not wholly known; then the flows are those that surely changed,
 *     and more may have
 */
public record PortChange(
    MailPort port,
    ChangeEffect effect,
    FlowSet.Blocks widened,
    FlowSet.Blocks narrowed,
    List<Cause> causes,
    int moreCauses,
    List<String> reasons) {
  /** What an entry does with the flows that changed. */
  public enum Role {
    PERMITS_NOW,
    DENIED_BEFORE,
    DENIES_NOW,
    PERMITTED_BEFORE
  }

  /** What happened to an entry itself. */
  public enum Edit {
    ADDED,
    REMOVED,
    /** It stands elsewhere in the order. */
    MOVED,
    /** Nothing; it takes other flows because of what happened around it. */
    KEPT
  }

  /**
   * An entry that decides, in first-match order, about flows that changed.
   *
   * @param flows those it decides about
   */
  public record Cause(Role role, DecidingEntry entry, Edit edit, FlowSet.Blocks flows) {}

  public PortChange {
    causes = List.copyOf(causes);
    reasons = List.copyOf(reasons);
  }
}
