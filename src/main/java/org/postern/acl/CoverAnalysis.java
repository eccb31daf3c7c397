package org.postern.acl;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Finds the entries of one list that earlier ones leave nothing, by sending all flows to each mail
 * port through the list: what takes none of them is covered, by however many entries together.
 */
final class CoverAnalysis {
  private final AccessList list;
  private final EvaluationLimits limits;
  private final List<AccessListEntry> entries;
  private final BitSet matches = new BitSet();
  private final BitSet takes = new BitSet();
  private final BitSet mayTake = new BitSet();
  private final BitSet partly = new BitSet();
  private final Map<Integer, BitSet> by = new HashMap<>();

  CoverAnalysis(AccessList list, EvaluationLimits limits) {
    this.list = list;
    this.limits = limits;
    this.entries = list.entries();
  }

  List<EntryCover> entries() {
    List<EntryMatcher> matchers = matchers();
    for (IpFamily family : list.families()) {
      for (EntryMatcher matcher : matchers) {
        take(new FlowSpace(family, limits), matcher);
      }
    }
    List<EntryCover> covers = new ArrayList<>();
    for (int i = 0; i < entries.size(); i++) {
      covers.add(cover(i));
    }
    return covers;
  }

  private List<EntryMatcher> matchers() {
    InterfaceNames ingress = InterfaceNames.ingress();
    InterfaceNames egress = InterfaceNames.egress();
    for (AccessListEntry entry : entries) {
      ingress.add(entry.ingress());
      egress.add(entry.egress());
    }
    if (ingress.all().size() * egress.all().size() > InterfaceNames.MOST_PAIRS) {
      throw new TooComplexException(
          "too complex: entries tell more than "
              + InterfaceNames.MOST_PAIRS
              + " pairs of interfaces apart");
    }
    List<EntryMatcher> matchers = new ArrayList<>();
    for (List<MailPort> alike : EntryMatcher.portsAlike(List.of(list))) {
      for (String in : ingress.all()) {
        for (String out : egress.all()) {
          matchers.add(new EntryMatcher(alike.get(0), Optional.of(in), Optional.of(out)));
        }
      }
    }
    return matchers;
  }

  /** Notes who takes what of all flows. */
  private void take(FlowSpace space, EntryMatcher matcher) {
    FirstMatch match = FirstMatch.withSkips(space.all(), list, matcher);
    Trace all = new Trace(space, match, list, entries.size() - 1, NodeBounds.ALL);
    mayTake.or(all.takers());
    takes.or(all.certain());
    for (int i = 0; i < entries.size(); i++) {
      NodeBounds flows = matcher.match(space, entries.get(i));
      if (flows.possible() == DecisionDiagram.FALSE) {
        continue;
      }
      matches.set(i);
      boolean taken = all.takers().get(i);
      if (!taken || match.isTakenBefore(i, flows.possible())) {
        Trace own = new Trace(space, match, list, i, flows);
        if (!taken) {
          by.computeIfAbsent(i, first -> new BitSet()).or(own.sureTakers());
        }
        partly.set(i, partly.get(i) || loses(own, i));
      }
    }
  }

  /** Whether some of the flows traced to a position do not come to it. */
  private boolean loses(Trace own, int position) {
    return own.takers().stream()
        .filter(each -> each < position)
        .mapToObj(entries::get)
        .anyMatch(each -> each.action() != Action.SKIP || each.skipTo() > position);
  }

  private EntryCover cover(int position) {
    AccessListEntry entry = entries.get(position);
    if (!matches.get(position)) {
      return plain(position, EntryCover.Status.NOT_MAIL);
    }
    if (takes.get(position)) {
      return plain(
          position,
          partly.get(position) ? EntryCover.Status.PARTLY_COVERED : EntryCover.Status.EFFECTIVE);
    }
    if (mayTake.get(position)) {
      return plain(position, EntryCover.Status.UNKNOWN);
    }
    List<AccessListEntry> takers =
        by.getOrDefault(position, new BitSet()).stream().mapToObj(entries::get).toList();
    List<AccessListEntry> contrary =
        takers.stream()
            .filter(taker -> taker.action() != entry.action() || taker.skipTo() != entry.skipTo())
            .toList();
    return new EntryCover(
        position,
        entry,
        contrary.isEmpty() ? EntryCover.Status.REDUNDANT : EntryCover.Status.SHADOWED,
        first(takers),
        first(contrary),
        takers.size() - first(takers).size() + contrary.size() - first(contrary).size());
  }

  private static List<AccessListEntry> first(List<AccessListEntry> of) {
    return of.subList(0, Math.min(of.size(), EntryCover.MOST_NAMED));
  }

  private EntryCover plain(int position, EntryCover.Status status) {
    return new EntryCover(position, entries.get(position), status, List.of(), List.of(), 0);
  }
}
