package org.postern.acl;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Compares versions of access lists by what they permit rather than by how they are written.
 *
 * <p>Immutable and thread-safe: every comparison works in a space of its own.
 */
public final class SemanticDiff {
  /** Interface pairs beyond which a list is not compared by itself. */
  static final int MOST_PAIRS = 144;

  /** Ends no ifName, so a name with it matches nothing but patterns. */
  private static final String OTHER_IN = "\u0001in";

  private static final String OTHER_OUT = "\u0001out";

  private final EvaluationLimits limits;

  public SemanticDiff() {
    this(EvaluationLimits.DEFAULT);
  }

  public SemanticDiff(EvaluationLimits limits) {
    this.limits = limits;
  }

  /**
   * What a change of lists does to each mail port of a crossing.
   *
   * @param before all lists of the device as they were
   * @param after all lists of the device as they are
   * @return the ports whose flows changed or may have
   */
  public List<PortChange> crossing(
      List<AccessList> before, List<AccessList> after, Crossing crossing) {
    List<PortChange> changes = new ArrayList<>();
    for (MailPort port : MailPort.values()) {
      PortChange change = new PortChangeEvaluation(limits, crossing, port).compare(before, after);
      if (change.effect() != ChangeEffect.SAME_EFFECT) {
        changes.add(change);
      }
    }
    return changes;
  }

  /** What happened to one list between two moments; at least one version must be there. */
  public ListChange list(Optional<AccessList> before, Optional<AccessList> after) {
    AccessList named = after.or(() -> before).orElseThrow();
    if (before.isEmpty() || after.isEmpty()) {
      return new ListChange(
          named.name(),
          named.source(),
          before.isEmpty() ? ChangeEffect.FIRST_SEEN : ChangeEffect.REMOVED,
          new ListDifference(List.of(), List.of(), List.of(), false),
          List.of());
    }
    return list(before.get(), after.get());
  }

  private ListChange list(AccessList before, AccessList after) {
    ListDifference edits = ListDifference.between(before, after);
    if (AccessListDigest.of(before).equals(AccessListDigest.of(after))) {
      ChangeEffect effect = before.equals(after) ? ChangeEffect.UNCHANGED : ChangeEffect.COSMETIC;
      return new ListChange(after.name(), after.source(), effect, edits, List.of());
    }
    List<PortChange> ports = crossing(List.of(before), List.of(after), through(before, after));
    ChangeEffect effect = ChangeEffect.together(ports.stream().map(PortChange::effect).toList());
    boolean onlyMoved =
        !edits.moved().isEmpty()
            && edits.added().isEmpty()
            && edits.removed().isEmpty()
            && !edits.other();
    return new ListChange(
        after.name(),
        after.source(),
        effect == ChangeEffect.SAME_EFFECT && onlyMoved
            ? ChangeEffect.REORDERED_SAME_EFFECT
            : effect,
        edits,
        ports);
  }

  /**
   * Asks the list alone, for every pair of interfaces its entries can tell apart; without interface
   * names where there are too many, which leaves conditions on them possible.
   */
  private static Crossing through(AccessList before, AccessList after) {
    Set<String> ingress = new TreeSet<>();
    Set<String> egress = new TreeSet<>();
    for (AccessList list : List.of(before, after)) {
      for (AccessListEntry entry : list.entries()) {
        collect(entry.ingress(), OTHER_IN, ingress);
        collect(entry.egress(), OTHER_OUT, egress);
      }
    }
    boolean tooMany = (ingress.size() + 1) * (egress.size() + 1) > MOST_PAIRS;
    boolean asksNone = ingress.isEmpty() && egress.isEmpty();
    ingress.add(OTHER_IN);
    egress.add(OTHER_OUT);
    Crossing all = Crossing.throughList(after.name());
    return asksNone || tooMany
        ? all
        : new Crossing(
            all.name(),
            all.fromZone(),
            all.toZone(),
            ingress,
            egress,
            all.sources(),
            all.destinations(),
            all.onlyList());
  }

  private static void collect(InterfaceMatch match, String other, Set<String> names) {
    if (match instanceof InterfaceMatch.Named named) {
      String pattern = named.name();
      boolean open = pattern.endsWith("+") || pattern.endsWith("*");
      names.add(open ? pattern.substring(0, pattern.length() - 1) + other : pattern);
    } else if (match instanceof InterfaceMatch.Not not) {
      collect(not.inner(), other, names);
    } else if (match instanceof InterfaceMatch.AnyOf anyOf) {
      anyOf.options().forEach(option -> collect(option, other, names));
    }
  }
}
