package org.postern.acl;

import java.util.Set;
import java.util.TreeSet;

/**
 * Interface names that stand for all there can be: whatever an entry asks of a name, some name here
 * gives every combination of answers that a real one could.
 */
final class InterfaceNames {
  /** Pairs of names beyond which a list is not looked at for each of them. */
  static final int MOST_PAIRS = 144;

  private final Set<String> names = new TreeSet<>();
  private final String other;

  private InterfaceNames(String other) {
    this.other = other;
    names.add(other);
  }

  /** For the interfaces that flows come in by; U+0001 occurs in no ifName. */
  static InterfaceNames ingress() {
    return new InterfaceNames("\u0001in");
  }

  /** For those that they go out by, which are others unless an entry names them. */
  static InterfaceNames egress() {
    return new InterfaceNames("\u0001out");
  }

  /** Takes in what an entry asks. */
  void add(InterfaceMatch match) {
    if (match instanceof InterfaceMatch.Named named) {
      String pattern = named.name();
      boolean open = pattern.endsWith("+") || pattern.endsWith("*");
      names.add(open ? pattern.substring(0, pattern.length() - 1) + other : pattern);
    } else if (match instanceof InterfaceMatch.Not not) {
      add(not.inner());
    } else if (match instanceof InterfaceMatch.AnyOf anyOf) {
      anyOf.options().forEach(this::add);
    }
  }

  Set<String> all() {
    return names;
  }
}
