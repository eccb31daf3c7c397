package org.postern.profile;

import java.lang.ref.WeakReference;
import java.util.Map;
import java.util.Optional;
import java.util.WeakHashMap;

/**
 * Lists that several devices have, mapped once and kept once: a fleet is often set up from one
 * template. What no device has any more is forgotten. Thread-safe.
 */
public final class SharedLists {
  private final Map<KeptLists.Basis, WeakReference<KeptLists>> byBasis = new WeakHashMap<>();

  /** What some device's answers with this basis were mapped to. */
  synchronized Optional<KeptLists> of(KeptLists.Basis basis) {
    WeakReference<KeptLists> known = byBasis.get(basis);
    return known == null ? Optional.empty() : Optional.ofNullable(known.get());
  }

  /** The key lives as long as what it leads to, which has it too. */
  synchronized void add(KeptLists lists) {
    byBasis.put(lists.basis(), new WeakReference<>(lists));
  }
}
