package org.postern.acl;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Compares versions of access lists by what they permit rather than by how they are written.
 *
 * <p>Immutable and thread-safe: every comparison works in a space of its own.
 */
public final class SemanticDiff {
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
    InterfaceNames ingress = InterfaceNames.ingress();
    InterfaceNames egress = InterfaceNames.egress();
    for (AccessList list : List.of(before, after)) {
      for (AccessListEntry entry : list.entries()) {
        ingress.add(entry.ingress());
        egress.add(entry.egress());
      }
    }
    int pairs = ingress.all().size() * egress.all().size();
    Crossing all = Crossing.throughList(after.name());
    return pairs == 1 || pairs > InterfaceNames.MOST_PAIRS
        ? all
        : new Crossing(
            all.name(),
            all.fromZone(),
            all.toZone(),
            ingress.all(),
            egress.all(),
            all.sources(),
            all.destinations(),
            all.onlyList());
  }
}
