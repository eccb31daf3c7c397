package org.postern.acl;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Finds the entries of one list that earlier ones leave nothing, by sending all flows to each mail
 * port through the list: what takes none of them is covered, by however many entries together.
 */
final class CoverAnalysis {
  private static final int MOST_PAIRS = 144;

  private final AccessList list;
  private final EvaluationLimits limits;
  private final List<AccessListEntry> entries;
  private final BitSet matches = new BitSet();
  private final BitSet takes = new BitSet();
  private final BitSet mayTake = new BitSet();
  private final BitSet partly = new BitSet();
  private final Map<Integer, SortedSet<Integer>> by = new HashMap<>();

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
    InterfaceNames ingress = new InterfaceNames();
    InterfaceNames egress = new InterfaceNames();
    for (AccessListEntry entry : entries) {
      ingress.add(entry.ingress());
      egress.add(entry.egress());
    }
    if (ingress.all().size() * egress.all().size() > MOST_PAIRS) {
      throw new TooComplexException(
          "too complex: entries tell more than " + MOST_PAIRS + " pairs of interfaces apart");
    }
    List<EntryMatcher> matchers = new ArrayList<>();
    for (List<MailPort> alike : EntryMatcher.portsAlike(List.of(list))) {
      for (Optional<String> in : ingress.all()) {
        for (Optional<String> out : egress.all()) {
          matchers.add(new EntryMatcher(alike.get(0), in, out));
        }
      }
    }
    return matchers;
  }

  /** Notes who takes what of all flows. */
  private void take(FlowSpace space, EntryMatcher matcher) {
    FirstMatch taken = FirstMatch.of(space.all(), list, matcher);
    SortedSet<Integer> takers = taken.takers(space.all());
    takers.stream().filter(position -> position != ListWalk.IMPLICIT).forEach(mayTake::set);
    taken.sureTakers().stream()
        .filter(position -> position != ListWalk.IMPLICIT)
        .forEach(takes::set);
    for (int i = 0; i < entries.size(); i++) {
      int match = matcher.match(space, entries.get(i)).possible();
      if (match == DecisionDiagram.FALSE) {
        continue;
      }
      matches.set(i);
      if (taken.isTakenBefore(i, match)) {
        partly.set(i);
        if (!takers.contains(i)) {
          by.computeIfAbsent(i, first -> new TreeSet<>()).addAll(taken.takers(match));
        }
      }
    }
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
        by.getOrDefault(position, new TreeSet<>()).stream().map(entries::get).toList();
    List<AccessListEntry> contrary =
        takers.stream().filter(taker -> taker.action() != entry.action()).toList();
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
