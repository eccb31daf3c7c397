package org.postern.acl;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * An ordered access list as one read of a device gave it, without its counters.
 *
 * @param name the device's name or number of it; unique on the device together with {@code source}
 * @param source the profile and table it came from, such as "h3c-comware/advanced"
 * @param families the address families it filters; flows of other families pass it by
 * @param bindings where it is applied; empty if the device does not say
 * @param entries in the order of evaluation
 * @param implicitAction what happens when no entry matches; empty if that is not known
 * @param gaps why the list may be incomplete or its order uncertain; empty if it is whole
 */
public record AccessList(
    String name,
    String source,
    Set<IpFamily> families,
    List<Binding> bindings,
    List<AccessListEntry> entries,
    Optional<Action> implicitAction,
    Visibility visibility,
    List<String> gaps) {
  public AccessList {
    families = Set.copyOf(families);
    bindings = List.copyOf(bindings);
    entries = List.copyOf(entries);
    gaps = List.copyOf(gaps);
    for (int i = 0; i < entries.size(); i++) {
      AccessListEntry entry = entries.get(i);
      boolean skips = entry.action() == Action.SKIP;
      if (skips ? entry.skipTo() <= i || entry.skipTo() > entries.size() : entry.skipTo() != 0) {
        throw new IllegalArgumentException(
            "access list %s: entry %s at position %d skips to %d of %d"
                .formatted(name, entry.id(), i, entry.skipTo(), entries.size()));
      }
    }
    if (implicitAction.filter(action -> action == Action.SKIP).isPresent()) {
      throw new IllegalArgumentException("access list " + name + ": implicit action is SKIP");
    }
  }

  public boolean isComplete() {
    return gaps.isEmpty();
  }
}
