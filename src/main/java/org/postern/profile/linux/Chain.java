package org.postern.profile.linux;

import java.util.List;
import java.util.Optional;
import org.postern.acl.AccessListEntry;
import org.postern.acl.Action;
import org.postern.acl.HitReading;

/**
 * A chain of iptables or nftables.
 *
 * @param policy what a base chain does at its end; empty for other chains
 */
record Chain(String name, Optional<Action> policy, List<Rule> rules) {
  Chain {
    rules = List.copyOf(rules);
  }

  /**
   * One rule.
   *
   * @param id unique in the chain
   * @param match what it matches; its action is void
   */
  record Rule(String id, Target target, AccessListEntry match, Optional<HitReading> hits) {}

  /** Where a packet goes that a rule matches. */
  sealed interface Target {
    /** It is accepted, dropped or rejected. */
    record Verdict(Action action) implements Target {}

    /** Through another chain, and back here if that does not decide. */
    record Jump(String chain) implements Target {}

    /** Through another chain, and then as at the end of this one. */
    record Goto(String chain) implements Target {}

    /** Back to the calling chain. */
    record Return() implements Target {}

    /** On to the next rule: the rule only counts, logs or marks. */
    record PassOver() implements Target {}

    /** Nobody knows. */
    record Unknown(String reason) implements Target {}
  }
}
