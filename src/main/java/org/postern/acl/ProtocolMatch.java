package org.postern.acl;

import java.util.Set;
import java.util.TreeSet;

/** Which IP protocols an entry matches; the numbers are IANA's (6 is TCP). */
public sealed interface ProtocolMatch {
  /** IANA protocol number of TCP. */
  int TCP = 6;

  /** Every protocol. */
  record Any() implements ProtocolMatch {}

  /** Exactly these protocol numbers, each 0..255, at least one. */
  record OneOf(Set<Integer> numbers) implements ProtocolMatch {
    public OneOf {
      numbers = Set.copyOf(numbers);
      if (numbers.isEmpty() || numbers.stream().anyMatch(n -> n < 0 || n > 255)) {
        throw new IllegalArgumentException("protocol numbers 0..255, at least one: " + numbers);
      }
    }

    @Override
    public String toString() {
      return "OneOf" + new TreeSet<>(numbers);
    }
  }

  /** Every protocol but these. */
  record NoneOf(Set<Integer> numbers) implements ProtocolMatch {
    public NoneOf {
      numbers = Set.copyOf(numbers);
    }

    @Override
    public String toString() {
      return "NoneOf" + new TreeSet<>(numbers);
    }
  }

  /** The device names something that was not read, say a protocol group. */
  record Unresolved(String reason) implements ProtocolMatch {}

  /** One readable line, such as "tcp" or "ip" for any. */
  default String text() {
    return MatchText.of(this);
  }

  static ProtocolMatch any() {
    return new Any();
  }

  static ProtocolMatch tcp() {
    return new OneOf(Set.of(TCP));
  }

  static ProtocolMatch of(int number) {
    return new OneOf(Set.of(number));
  }
}
