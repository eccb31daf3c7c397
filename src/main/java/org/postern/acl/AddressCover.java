package org.postern.acl;

import java.util.ArrayList;
import java.util.List;

/**
 * Says a set of addresses in as few words as it takes: prefixes, ranges, and "prefix but
 * exceptions", whichever is shorter to read. What comes out matches exactly the set.
 */
public final class AddressCover {
  /** An exclusion with more exceptions than a line holds is none that anybody reads. */
  static final int MAX_EXCEPTIONS = 8;

  /** Above so many spans nobody reads them all, joined or not, so they are only listed. */
  private static final int MOST_JOINED = 600;

  // What a term costs a reader, in halves of an address; "any" is less to read than a number.
  private static final int ANY = 1;
  private static final int PREFIX = 2;
  private static final int RANGE = 5;

  private final IpFamily family;

  private AddressCover(IpFamily family) {
    this.family = family;
  }

  /** Matches, and what they cost to read. */
  private record Terms(int cost, List<AddressMatch> list) {
    Terms and(Terms more) {
      List<AddressMatch> both = new ArrayList<>(list);
      both.addAll(more.list);
      return new Terms(cost + more.cost, both);
    }
  }

  /**
   * Covers a set of addresses of one family.
   *
   * @param spans of {@code family}, ascending, neither overlapping nor adjacent
   * @return prefixes, ranges, {@code Not} and {@code AllOf} of a prefix and a {@code Not}; the set
   *     is their union, and empty if there are none
   */
  public static List<AddressMatch> of(IpFamily family, List<AddressMatch.Range> spans) {
    for (int i = 1; i < spans.size(); i++) {
      if (spans.get(i).low().compareTo(spans.get(i - 1).high().next()) <= 0) {
        throw new IllegalArgumentException(
            "spans touch: " + spans.get(i - 1).text() + " and " + spans.get(i).text());
      }
    }
    return new AddressCover(family).terms(spans).list();
  }

  /** How many addresses, prefixes and ranges a reader of the match's text meets. */
  public static int words(AddressMatch match) {
    if (match instanceof AddressMatch.Masked masked) {
      return masked.care().equals(IpBits.ZERO) ? 0 : 1;
    }
    if (match instanceof AddressMatch.AnyOf anyOf) {
      return anyOf.options().stream().mapToInt(AddressCover::words).sum();
    }
    if (match instanceof AddressMatch.AllOf allOf) {
      return allOf.parts().stream()
          .mapToInt(part -> part instanceof AddressMatch.Not not ? words(not.inner()) : words(part))
          .sum();
    }
    return match instanceof AddressMatch.Not not ? 1 + words(not.inner()) : 1;
  }

  private Terms terms(List<AddressMatch.Range> spans) {
    if (spans.isEmpty()) {
      return new Terms(0, List.of());
    }
    Terms best = listed(spans);
    if (spans.size() == 1 || spans.size() > MOST_JOINED) {
      return best;
    }
    int length = commonLength(spans);
    Terms except = excepted(length, spans);
    Terms split = split(length, spans);
    best = split.cost() < best.cost() ? split : best;
    return except.cost() < best.cost() ? except : best;
  }

  /** Each span by itself. */
  private Terms listed(List<AddressMatch.Range> spans) {
    int cost = 0;
    List<AddressMatch> list = new ArrayList<>();
    for (AddressMatch.Range span : spans) {
      Terms one = plain(span);
      Terms except = excepted(commonLength(List.of(span)), List.of(span));
      Terms shorter = except.cost() < one.cost() ? except : one;
      cost += shorter.cost();
      list.addAll(shorter.list());
    }
    return new Terms(cost, list);
  }

  /** The halves of the smallest prefix around the spans, each for itself. */
  private Terms split(int length, List<AddressMatch.Range> spans) {
    IpBits middle = spans.get(0).low().and(IpBits.prefixMask(family, length));
    middle = middle.or(IpBits.single(family, length));
    List<AddressMatch.Range> lower = new ArrayList<>();
    List<AddressMatch.Range> upper = new ArrayList<>();
    for (AddressMatch.Range span : spans) {
      if (span.high().compareTo(middle) < 0) {
        lower.add(span);
      } else if (span.low().compareTo(middle) >= 0) {
        upper.add(span);
      } else {
        lower.add(new AddressMatch.Range(family, span.low(), middle.previous()));
        upper.add(new AddressMatch.Range(family, middle, span.high()));
      }
    }
    return terms(lower).and(terms(upper));
  }

  /** The smallest prefix around the spans, without what lies between and beside them. */
  private Terms excepted(int length, List<AddressMatch.Range> spans) {
    IpBits mask = IpBits.prefixMask(family, length);
    IpBits low = spans.get(0).low().and(mask);
    Terms holes = new Terms(0, List.of());
    IpBits from = low;
    boolean toEnd = true;
    for (AddressMatch.Range span : spans) {
      if (from.compareTo(span.low()) < 0) {
        holes = holes.and(plain(new AddressMatch.Range(family, from, span.low().previous())));
      }
      if (holes.list().size() > MAX_EXCEPTIONS) {
        break;
      }
      from = span.high().next();
      toEnd = span.high().equals(low.or(mask.not(family)));
    }
    if (!toEnd) {
      holes = holes.and(plain(new AddressMatch.Range(family, from, low.or(mask.not(family)))));
    }
    if (holes.list().size() > MAX_EXCEPTIONS) {
      return new Terms(Integer.MAX_VALUE / 2, List.of());
    }
    AddressMatch base = new AddressMatch.Masked(family, low, mask);
    if (holes.list().isEmpty()) {
      return new Terms(length == 0 ? ANY : PREFIX, List.of(base));
    }
    AddressMatch.Not not =
        new AddressMatch.Not(
            family,
            holes.list().size() == 1 ? holes.list().get(0) : new AddressMatch.AnyOf(holes.list()));
    return length == 0
        ? new Terms(ANY + holes.cost(), List.of(not))
        : new Terms(PREFIX + holes.cost(), List.of(new AddressMatch.AllOf(List.of(base, not))));
  }

  /** One prefix, two, or a range. */
  private Terms plain(AddressMatch.Range span) {
    int length = commonLength(List.of(span));
    IpBits mask = IpBits.prefixMask(family, length);
    AddressMatch whole = new AddressMatch.Masked(family, span.low(), mask);
    if (isPrefix(span, mask)) {
      return new Terms(length == 0 ? ANY : PREFIX, List.of(whole));
    }
    IpBits middle = span.high().and(IpBits.prefixMask(family, length + 1));
    AddressMatch.Range lower = new AddressMatch.Range(family, span.low(), middle.previous());
    AddressMatch.Range upper = new AddressMatch.Range(family, middle, span.high());
    IpBits lowerMask = IpBits.prefixMask(family, commonLength(List.of(lower)));
    IpBits upperMask = IpBits.prefixMask(family, commonLength(List.of(upper)));
    if (isPrefix(lower, lowerMask) && isPrefix(upper, upperMask)) {
      return new Terms(
          2 * PREFIX,
          List.of(
              new AddressMatch.Masked(family, lower.low(), lowerMask),
              new AddressMatch.Masked(family, upper.low(), upperMask)));
    }
    return new Terms(RANGE, List.of(span));
  }

  private boolean isPrefix(AddressMatch.Range span, IpBits mask) {
    return span.low().and(mask).equals(span.low())
        && span.low().or(mask.not(family)).equals(span.high());
  }

  /** The length of the smallest prefix around the spans. */
  private int commonLength(List<AddressMatch.Range> spans) {
    IpBits differ = spans.get(0).low().xor(spans.get(spans.size() - 1).high());
    int leading =
        differ.high() != 0
            ? Long.numberOfLeadingZeros(differ.high())
            : 64 + Long.numberOfLeadingZeros(differ.low());
    return leading - (128 - family.bits());
  }
}
