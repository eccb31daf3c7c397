package org.postern.acl;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Interface names that stand for all there can be: whatever an entry asks of a name, some name here
 * gives every combination of answers that a real one could.
 */
final class InterfaceNames {
  /** Occurs in no ifName, so what ends with it matches nothing but patterns. */
  private static final String OTHER = "\u0001";

  private final Set<String> names = new TreeSet<>(Set.of(OTHER));

  /** Takes in what an entry asks. */
  void add(InterfaceMatch match) {
    if (match instanceof InterfaceMatch.Named named) {
      String pattern = named.name();
      boolean open = pattern.endsWith("+") || pattern.endsWith("*");
      names.add(open ? pattern.substring(0, pattern.length() - 1) + OTHER : pattern);
    } else if (match instanceof InterfaceMatch.Not not) {
      add(not.inner());
    } else if (match instanceof InterfaceMatch.AnyOf anyOf) {
      anyOf.options().forEach(this::add);
    }
  }

  /** The names as a way through the device has them. */
  List<Optional<String>> all() {
    return names.stream().map(Optional::of).toList();
  }
}
