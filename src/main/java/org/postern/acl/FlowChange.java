package org.postern.acl;

import java.util.List;

/**
 * The exact difference between two permitted sets.
 *
 * @param widened flows permitted after and not before
 * @param narrowed flows permitted before and not after
 * @param by entries of the later lists that permit the widened flows or deny the narrowed ones
 * @param reasons why the difference is not wholly known; then the sets hold only what surely
 *     changed, and more may have
 */
public record FlowChange(
    List<FlowPrefixes> widened,
    List<FlowPrefixes> narrowed,
    List<DecidingEntry> by,
    List<String> reasons) {
  public FlowChange {
    widened = List.copyOf(widened);
    narrowed = List.copyOf(narrowed);
    by = List.copyOf(by);
    reasons = List.copyOf(reasons);
  }

  public boolean isKnown() {
    return reasons.isEmpty();
  }
}
