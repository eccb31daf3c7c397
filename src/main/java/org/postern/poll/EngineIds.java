package org.postern.poll;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Which devices answer with which SNMPv3 engine id; thread-safe. */
final class EngineIds {
  private final Map<String, String> byDevice = new HashMap<>();
  private final Map<String, Set<String>> byId = new HashMap<>();

  /**
   * Takes in with which id a device answered.
   *
   * @param id empty if it is not asked by SNMPv3
   * @return the other devices that last answered with the same
   */
  synchronized List<String> seen(String device, Optional<String> id) {
    String before = byDevice.remove(device);
    if (before != null) {
      Set<String> same = byId.getOrDefault(before, new TreeSet<>());
      same.remove(device);
      if (same.isEmpty()) {
        byId.remove(before);
      }
    }
    if (id.isEmpty()) {
      return List.of();
    }
    byDevice.put(device, id.get());
    Set<String> all = byId.computeIfAbsent(id.get(), unseen -> new TreeSet<>());
    all.add(device);
    return all.stream().filter(each -> !each.equals(device)).toList();
  }
}
