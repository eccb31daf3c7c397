package org.postern.finding;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.postern.acl.AddressCover;
import org.postern.acl.AddressMatch;
import org.postern.acl.IpBits;
import org.postern.acl.IpFamily;

/**
 * An exact set of addresses as sorted, disjoint, non-adjacent ranges of each family; immutable.
 * Policies only speak of prefixes and ranges, so their flows can be split without an evaluator.
 */
final class AddressRanges {
  private record Span(IpBits low, IpBits high) {}

  private final Map<IpFamily, List<Span>> spans;

  private AddressRanges(Map<IpFamily, List<Span>> spans) {
    this.spans = spans;
  }

  static AddressRanges none() {
    return new AddressRanges(new EnumMap<>(IpFamily.class));
  }

  static AddressRanges any() {
    return full(IpFamily.IPV4).union(full(IpFamily.IPV6));
  }

  private static AddressRanges full(IpFamily family) {
    return span(family, IpBits.ZERO, IpBits.ones(family));
  }

  private static AddressRanges span(IpFamily family, IpBits low, IpBits high) {
    Map<IpFamily, List<Span>> one = new EnumMap<>(IpFamily.class);
    one.put(family, List.of(new Span(low, high)));
    return new AddressRanges(one);
  }

  /**
   * The addresses that {@code match} matches.
   *
   * @throws IllegalArgumentException for a discontiguous wildcard or an unresolved name
   */
  static AddressRanges of(AddressMatch match) {
    if (match instanceof AddressMatch.Masked masked) {
      IpFamily family = masked.family();
      int length = Long.bitCount(masked.care().high()) + Long.bitCount(masked.care().low());
      if (!masked.care().equals(IpBits.prefixMask(family, length))) {
        throw new IllegalArgumentException(
            "a policy speaks of prefixes and ranges, not of wildcard "
                + masked.value().toText(family)
                + "/"
                + masked.care().toText(family));
      }
      return span(family, masked.value(), masked.value().or(masked.care().not(family)));
    }
    if (match instanceof AddressMatch.Range range) {
      return span(range.family(), range.low(), range.high());
    }
    if (match instanceof AddressMatch.AnyOf anyOf) {
      return anyOf(anyOf.options());
    }
    if (match instanceof AddressMatch.AllOf allOf) {
      return allOf.parts().stream().map(AddressRanges::of).reduce(any(), AddressRanges::intersect);
    }
    if (match instanceof AddressMatch.Not not) {
      return full(not.family()).minus(of(not.inner()));
    }
    if (match instanceof AddressMatch.Unresolved unresolved) {
      throw new IllegalArgumentException(
          "a policy speaks of prefixes and ranges, not of " + unresolved.reason());
    }
    return any();
  }

  /** The addresses that at least one of these matches. */
  static AddressRanges anyOf(List<AddressMatch> options) {
    return options.stream().map(AddressRanges::of).reduce(none(), AddressRanges::union);
  }

  boolean isEmpty() {
    return spans.isEmpty();
  }

  boolean isEmpty(IpFamily family) {
    return spansOf(family).isEmpty();
  }

  /** Whether each family that is here is here with all its addresses. */
  boolean fillsFamilies() {
    return spans.entrySet().stream()
        .allMatch(
            e ->
                e.getValue().get(0).high().equals(IpBits.ones(e.getKey()))
                    && e.getValue().get(0).low().equals(IpBits.ZERO));
  }

  /** Only the addresses of the families that {@code other} has, too. */
  AddressRanges inFamiliesOf(AddressRanges other) {
    Map<IpFamily, List<Span>> kept = new EnumMap<>(IpFamily.class);
    spans.forEach(
        (family, list) -> {
          if (!other.isEmpty(family)) {
            kept.put(family, list);
          }
        });
    return new AddressRanges(kept);
  }

  AddressRanges union(AddressRanges other) {
    Map<IpFamily, List<Span>> all = new EnumMap<>(IpFamily.class);
    for (IpFamily family : IpFamily.values()) {
      List<Span> both = new ArrayList<>(spansOf(family));
      both.addAll(other.spansOf(family));
      put(all, family, merged(both, family));
    }
    return new AddressRanges(all);
  }

  AddressRanges intersect(AddressRanges other) {
    return minus(other.complement());
  }

  AddressRanges minus(AddressRanges other) {
    Map<IpFamily, List<Span>> rest = new EnumMap<>(IpFamily.class);
    for (IpFamily family : IpFamily.values()) {
      List<Span> left = spansOf(family);
      for (Span hole : other.spansOf(family)) {
        left = cut(left, hole, family);
      }
      put(rest, family, left);
    }
    return new AddressRanges(rest);
  }

  private AddressRanges complement() {
    return any().minus(this);
  }

  boolean contains(AddressRanges other) {
    return other.minus(this).isEmpty();
  }

  /** As {@link AddressCover} says each family, "any" if it is everything. */
  AddressMatch toMatch() {
    if (equals(any())) {
      return AddressMatch.any();
    }
    List<AddressMatch> parts = new ArrayList<>();
    spans.forEach(
        (family, list) ->
            parts.addAll(
                AddressCover.of(
                    family,
                    list.stream()
                        .map(span -> new AddressMatch.Range(family, span.low(), span.high()))
                        .toList())));
    return parts.size() == 1 ? parts.get(0) : new AddressMatch.AnyOf(parts);
  }

  private List<Span> spansOf(IpFamily family) {
    return spans.getOrDefault(family, List.of());
  }

  private static void put(Map<IpFamily, List<Span>> map, IpFamily family, List<Span> list) {
    if (!list.isEmpty()) {
      map.put(family, List.copyOf(list));
    }
  }

  private static List<Span> merged(List<Span> unsorted, IpFamily family) {
    List<Span> sorted = new ArrayList<>(unsorted);
    sorted.sort(Comparator.comparing(Span::low));
    List<Span> merged = new ArrayList<>();
    for (Span next : sorted) {
      int last = merged.size() - 1;
      if (last >= 0 && touches(merged.get(last), next, family)) {
        Span before = merged.get(last);
        IpBits high = before.high().compareTo(next.high()) > 0 ? before.high() : next.high();
        merged.set(last, new Span(before.low(), high));
      } else {
        merged.add(next);
      }
    }
    return merged;
  }

  private static boolean touches(Span before, Span next, IpFamily family) {
    Optional<IpBits> after = successor(before.high(), family);
    return after.isEmpty() || next.low().compareTo(after.get()) <= 0;
  }

  private static List<Span> cut(List<Span> from, Span hole, IpFamily family) {
    List<Span> rest = new ArrayList<>();
    for (Span span : from) {
      if (span.high().compareTo(hole.low()) < 0 || span.low().compareTo(hole.high()) > 0) {
        rest.add(span);
        continue;
      }
      if (span.low().compareTo(hole.low()) < 0) {
        rest.add(new Span(span.low(), hole.low().previous()));
      }
      Optional<IpBits> after = successor(hole.high(), family);
      if (after.isPresent() && span.high().compareTo(hole.high()) > 0) {
        rest.add(new Span(after.get(), span.high()));
      }
    }
    return rest;
  }

  private static Optional<IpBits> successor(IpBits bits, IpFamily family) {
    if (bits.equals(IpBits.ones(family))) {
      return Optional.empty();
    }
    return Optional.of(bits.next());
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof AddressRanges ranges && spans.equals(ranges.spans);
  }

  @Override
  public int hashCode() {
    return spans.hashCode();
  }

  @Override
  public String toString() {
    return toMatch().text();
  }
}
