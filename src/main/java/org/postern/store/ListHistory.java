package org.postern.store;

import java.util.List;

/**
 * The kept versions of one access list.
 *
 * @param versions oldest first; at least one
 * @param whole false if older versions may have been dropped
 */
public record ListHistory(
    String source, String name, List<AccessListVersion> versions, boolean whole) {
  public ListHistory {
    versions = List.copyOf(versions);
    if (versions.isEmpty()) {
      throw new IllegalArgumentException("history of " + name + " without a version");
    }
  }

  public AccessListVersion oldest() {
    return versions.get(0);
  }

  public AccessListVersion newest() {
    return versions.get(versions.size() - 1);
  }
}
