package org.postern.profile;

import java.util.Optional;

/**
 * Lists that several devices have, mapped once and kept once: a fleet is often set up from one
 * template. Thread-safe.
 */
public final class SharedLists {
  private final Shared<KeptLists.Basis, KeptLists> byBasis = new Shared<>();

  /** What some device's answers with this basis were mapped to. */
  Optional<KeptLists> of(KeptLists.Basis basis) {
    return byBasis.of(basis);
  }

  void add(KeptLists lists) {
    KeptLists unused = byBasis.add(lists.basis(), lists);
  }
}
