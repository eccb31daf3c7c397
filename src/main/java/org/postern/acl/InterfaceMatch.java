package org.postern.acl;

import java.util.List;

/**
 * Which interface an entry asks for: Linux entries may name one that a flow came in or goes out by.
 */
public sealed interface InterfaceMatch {
  /** Whichever interface. */
  record Any() implements InterfaceMatch {}

  /** This name; a trailing "+" or "*" stands for any ending, as in iptables(8) and nft(8). */
  record Named(String name) implements InterfaceMatch {}

  /** Every interface that {@code inner} does not match. */
  record Not(InterfaceMatch inner) implements InterfaceMatch {}

  /** One of several. */
  record AnyOf(List<InterfaceMatch> options) implements InterfaceMatch {
    public AnyOf {
      options = List.copyOf(options);
    }
  }

  /** One readable line, such as "eth0" or "not eth0". */
  default String text() {
    return MatchText.of(this);
  }

  static InterfaceMatch any() {
    return new Any();
  }

  /** Whether a flow through the interface with this name is matched. */
  default boolean matches(String interfaceName) {
    if (this instanceof Named named) {
      String pattern = named.name();
      if (pattern.endsWith("+") || pattern.endsWith("*")) {
        return interfaceName.startsWith(pattern.substring(0, pattern.length() - 1));
      }
      return interfaceName.equals(pattern);
    }
    if (this instanceof Not not) {
      return !not.inner().matches(interfaceName);
    }
    if (this instanceof AnyOf anyOf) {
      return anyOf.options().stream().anyMatch(option -> option.matches(interfaceName));
    }
    return true;
  }
}
