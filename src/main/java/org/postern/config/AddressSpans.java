package org.postern.config;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.postern.acl.AddressMatch;
import org.postern.acl.IpBits;
import org.postern.acl.IpFamily;

/** A set of addresses as disjoint spans in order, to tell whether one set lies within another. */
final class AddressSpans {
  private record Span(IpFamily family, BigInteger low, BigInteger high) {}

  private static final Comparator<Span> ORDER =
      Comparator.comparing(Span::family).thenComparing(Span::low);

  private final List<Span> spans;

  private AddressSpans(List<Span> spans) {
    this.spans = spans;
  }

  /** The union of prefixes, ranges and "any", which is all that {@link Addresses#match} makes. */
  static AddressSpans of(List<AddressMatch> matches) {
    List<Span> sorted =
        matches.stream().flatMap(match -> spans(match).stream()).sorted(ORDER).toList();
    List<Span> merged = new ArrayList<>();
    for (Span next : sorted) {
      Span last = merged.isEmpty() ? null : merged.get(merged.size() - 1);
      if (last != null
          && last.family == next.family
          && next.low.compareTo(last.high.add(BigInteger.ONE)) <= 0) {
        merged.set(merged.size() - 1, new Span(last.family, last.low, last.high.max(next.high)));
      } else {
        merged.add(next);
      }
    }
    return new AddressSpans(merged);
  }

  boolean contains(AddressSpans other) {
    return other.spans.stream().allMatch(this::contains);
  }

  private boolean contains(Span inner) {
    return spans.stream()
        .anyMatch(
            outer ->
                outer.family == inner.family
                    && outer.low.compareTo(inner.low) <= 0
                    && inner.high.compareTo(outer.high) <= 0);
  }

  private static List<Span> spans(AddressMatch match) {
    if (match instanceof AddressMatch.Masked prefix) {
      IpBits last = prefix.value().or(prefix.care().not(prefix.family()));
      return List.of(span(prefix.family(), prefix.value(), last));
    }
    if (match instanceof AddressMatch.Range range) {
      return List.of(span(range.family(), range.low(), range.high()));
    }
    if (match instanceof AddressMatch.Any) {
      List<Span> everything = new ArrayList<>();
      for (IpFamily family : IpFamily.values()) {
        everything.add(span(family, IpBits.ZERO, IpBits.ones(family)));
      }
      return everything;
    }
    throw new IllegalArgumentException("configuration cannot write this: " + match);
  }

  private static Span span(IpFamily family, IpBits low, IpBits high) {
    return new Span(
        family, new BigInteger(1, low.toOctets(family)), new BigInteger(1, high.toOctets(family)));
  }
}
