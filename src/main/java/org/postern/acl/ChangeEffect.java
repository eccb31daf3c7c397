package org.postern.acl;

import java.util.Collection;
import java.util.EnumSet;
import java.util.Set;

/** What a change of access lists comes to, for flows to the mail ports. */
public enum ChangeEffect {
  /** Nothing differs. */
  UNCHANGED,
  /** Only names, numbers, remarks or wording differ. */
  COSMETIC,
  /** The same entries in another order permit the same flows. */
  REORDERED_SAME_EFFECT,
  /** Other entries permit the same flows. */
  SAME_EFFECT,
  /** Flows are permitted that were not before. */
  WIDENED,
  /** Flows are not permitted any more. */
  NARROWED,
  /** Both, for different flows. */
  WIDENED_AND_NARROWED,
  /** There was no such list before. */
  FIRST_SEEN,
  /** The list is gone. */
  REMOVED,
  /** It cannot be told whether more changed than is shown. */
  UNKNOWN;

  static ChangeEffect of(boolean widened, boolean narrowed) {
    if (widened) {
      return narrowed ? WIDENED_AND_NARROWED : WIDENED;
    }
    return narrowed ? NARROWED : SAME_EFFECT;
  }

  /** What the effects on several ports come to together. */
  static ChangeEffect together(Collection<ChangeEffect> effects) {
    Set<ChangeEffect> all = EnumSet.of(SAME_EFFECT);
    all.addAll(effects);
    if (all.contains(UNKNOWN)) {
      return UNKNOWN;
    }
    boolean both = all.contains(WIDENED_AND_NARROWED);
    return of(both || all.contains(WIDENED), both || all.contains(NARROWED));
  }
}
