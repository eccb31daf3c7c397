package org.postern.profile.linux;

import java.util.Collection;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** What a set of connection states means for the first segment of a new connection: it is NEW. */
final class CtStates {
  /** The states iptables and nft print; snat and dnat are iptables' alone. */
  static final Set<String> KNOWN =
      Set.of("new", "established", "related", "invalid", "untracked", "snat", "dnat");

  private CtStates() {}

  /** Narrows a match to packets in (or, negated, not in) one of these states. */
  static void apply(Collection<String> states, boolean negated, MatchBuilder match) {
    Set<String> names =
        states.stream().map(state -> state.toLowerCase(Locale.ROOT)).collect(Collectors.toSet());
    if (names.contains("new") != negated) {
      return;
    }
    boolean perhaps =
        names.contains("untracked") || names.contains("snat") || names.contains("dnat");
    if (perhaps && !negated) {
      match.possible("only untracked or translated packets");
    } else if (names.equals(Set.of("invalid"))) {
      match.never("only packets of no valid connection");
    } else {
      match.condition(new org.postern.acl.Condition.Established());
    }
  }
}
