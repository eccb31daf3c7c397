package org.postern.poll;

import java.lang.ref.WeakReference;
import java.util.Map;
import java.util.Optional;
import java.util.WeakHashMap;
import org.postern.acl.AccessList;

/**
 * What is derived from access lists, once for all devices that have the same one. What no device
 * has any more is forgotten. Thread-safe.
 */
final class SharedFacts {
  private final Map<AccessList, WeakReference<ListFacts>> byList = new WeakHashMap<>();

  /** The facts of an equal list. */
  ListFacts of(AccessList list) {
    return known(list).orElseGet(() -> added(ListFacts.of(list)));
  }

  private synchronized Optional<ListFacts> known(AccessList list) {
    WeakReference<ListFacts> known = byList.get(list);
    return known == null ? Optional.empty() : Optional.ofNullable(known.get());
  }

  /** The key lives as long as what it leads to, which has it too. */
  private synchronized ListFacts added(ListFacts fresh) {
    Optional<ListFacts> meanwhile = known(fresh.list());
    if (meanwhile.isEmpty()) {
      byList.put(fresh.list(), new WeakReference<>(fresh));
    }
    return meanwhile.orElse(fresh);
  }
}
