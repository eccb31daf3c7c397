package org.postern.acl;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/**
 * Finds the entries of one list that earlier ones leave nothing, by sending all flows to each mail
 * port through the list: what takes none of them is covered, by however many entries together.
 */
final class CoverAnalysis {
  private static final int MOST_PAIRS = 144;

  /** Matches made to name the entries that cover others; some seconds. */
  private static final long MOST_MATCHES = 5_000_000;

  private final AccessList list;
  private final EvaluationLimits limits;
  private final List<AccessListEntry> entries;
  private final BitSet matches = new BitSet();
  private final BitSet takes = new BitSet();
  private final BitSet mayTake = new BitSet();
  private final BitSet partly = new BitSet();
  private final List<TreeSet<Integer>> by = new ArrayList<>();
  private long matchesMade;

  CoverAnalysis(AccessList list, EvaluationLimits limits) {
    this.list = list;
    this.limits = limits;
    this.entries = list.entries();
    entries.forEach(entry -> by.add(new TreeSet<>()));
  }

  List<EntryCover> entries() {
    List<EntryMatcher> matchers = matchers();
    for (EntryMatcher matcher : matchers) {
      for (IpFamily family : list.families()) {
        take(new FlowSpace(family, limits), matcher);
      }
    }
    for (EntryMatcher matcher : matchers) {
      for (IpFamily family : list.families()) {
        name(new FlowSpace(family, limits), matcher);
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
    for (MailPort port : MailPort.values()) {
      for (Optional<String> in : ingress.all()) {
        for (Optional<String> out : egress.all()) {
          matchers.add(new EntryMatcher(port, in, out));
        }
      }
    }
    return matchers;
  }

  /** Notes who takes what of all flows. */
  private void take(FlowSpace space, EntryMatcher matcher) {
    DecisionDiagram diagram = space.diagram();
    FlowSet[] doubted = {space.none()}; // what only possible matches of earlier entries took
    BitSet matchesHere = new BitSet();
    BitSet takesAll = new BitSet();
    ListWalk.walk(
        space.all(),
        list,
        matcher,
        (position, taken, sure) -> {
          if (position == ListWalk.IMPLICIT) {
            return;
          }
          int took = taken.getAsInt();
          mayTake.set(position);
          if (sure && diagram.minus(took, doubted[0].node()) != DecisionDiagram.FALSE) {
            takes.set(position);
          }
          takesAll.set(position, took == matcher.match(space, entries.get(position)).possible());
          if (!sure) {
            doubted[0] = space.keep(diagram.or(doubted[0].node(), took));
          }
        });
    for (int i = 0; i < entries.size(); i++) {
      boolean can = matcher.canMatch(entries.get(i));
      matchesHere.set(
          i, can && matcher.match(space, entries.get(i)).possible() != DecisionDiagram.FALSE);
    }
    matches.or(matchesHere);
    matchesHere.andNot(takesAll);
    partly.or(matchesHere);
  }

  /** Sends the flows of each covered entry through the list, to learn who takes them. */
  private void name(FlowSpace space, EntryMatcher matcher) {
    for (int i = 0; i < entries.size(); i++) {
      if (!matches.get(i) || mayTake.get(i) || !matcher.canMatch(entries.get(i))) {
        continue;
      }
      matchesMade += i;
      if (matchesMade > MOST_MATCHES) {
        throw new TooComplexException("too complex: too many covered entries");
      }
      int covered = i;
      FlowSet flows = space.keep(matcher.match(space, entries.get(i)).possible());
      ListWalk.walk(
          flows,
          list,
          matcher,
          (position, taken, sure) -> {
            if (position < covered) {
              by.get(covered).add(position);
            }
          });
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
    List<AccessListEntry> takers = by.get(position).stream().map(entries::get).toList();
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
