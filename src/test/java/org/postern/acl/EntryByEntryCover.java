package org.postern.acl;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The cover of entries straight from its definition: the flows that come to each entry as sets, one
 * entry after the other, for every port and every way by itself.
 */
final class EntryByEntryCover {
  private final AccessList list;
  private final int position;
  private boolean matches;
  private boolean takes;
  private boolean mayTake;
  private boolean loses;

  /** Earlier entries that surely take flows of the entry, in a case in which it gets none. */
  private final Set<Integer> by = new TreeSet<>();

  private EntryByEntryCover(AccessList list, int position) {
    this.list = list;
    this.position = position;
  }

  static EntryByEntryCover of(AccessList list, int position, List<Optional<String>> interfaces) {
    EntryByEntryCover cover = new EntryByEntryCover(list, position);
    for (MailPort port : MailPort.values()) {
      for (Optional<String> in : interfaces) {
        for (Optional<String> out : interfaces) {
          for (IpFamily family : list.families()) {
            cover.look(
                new FlowSpace(family, EvaluationLimits.DEFAULT), new EntryMatcher(port, in, out));
          }
        }
      }
    }
    return cover;
  }

  /**
   * What the status must be; with possible matches an entry that takes flows counts as partly
   * covered only if it surely is.
   */
  EntryCover.Status status() {
    if (!matches) {
      return EntryCover.Status.NOT_MAIL;
    }
    if (takes) {
      return loses ? EntryCover.Status.PARTLY_COVERED : EntryCover.Status.EFFECTIVE;
    }
    if (mayTake) {
      return EntryCover.Status.UNKNOWN;
    }
    AccessListEntry entry = list.entries().get(position);
    return by.stream().map(list.entries()::get).allMatch(other -> sameEffect(entry, other))
        ? EntryCover.Status.REDUNDANT
        : EntryCover.Status.SHADOWED;
  }

  Set<Integer> by() {
    return by;
  }

  private static boolean sameEffect(AccessListEntry one, AccessListEntry other) {
    return one.action() == other.action() && one.skipTo() == other.skipTo();
  }

  private void look(FlowSpace space, EntryMatcher matcher) {
    FlowSpace.Bounds own = bounds(space, matcher, position);
    if (own.possible().isEmpty()) {
      return;
    }
    matches = true;
    FlowSet coming = own.possible();
    FlowSet surelyComing = own.sure();
    TreeMap<Integer, FlowSet> skipped = new TreeMap<>();
    TreeMap<Integer, FlowSet> surelySkipped = new TreeMap<>();
    List<Integer> takers = new ArrayList<>();
    for (int i = 0; i < position; i++) {
      FlowSpace.Bounds match = bounds(space, matcher, i);
      if (!coming.intersect(match.sure()).isEmpty()) {
        takers.add(i);
      }
      AccessListEntry entry = list.entries().get(i);
      if (entry.action() == Action.SKIP) {
        skipped.merge(entry.skipTo(), coming.intersect(match.possible()), FlowSet::union);
        surelySkipped.merge(entry.skipTo(), surelyComing.intersect(match.sure()), FlowSet::union);
      }
      coming = coming.minus(match.sure()).union(skipped.getOrDefault(i + 1, space.none()));
      surelyComing =
          surelyComing
              .minus(match.possible())
              .union(surelySkipped.getOrDefault(i + 1, space.none()));
    }
    takes |= !surelyComing.isEmpty();
    mayTake |= !coming.isEmpty();
    loses |= !coming.equals(own.possible());
    if (coming.isEmpty()) {
      by.addAll(takers);
    }
  }

  private FlowSpace.Bounds bounds(FlowSpace space, EntryMatcher matcher, int at) {
    NodeBounds match = matcher.match(space, list.entries().get(at));
    return new FlowSpace.Bounds(space.keep(match.sure()), space.keep(match.possible()));
  }
}
