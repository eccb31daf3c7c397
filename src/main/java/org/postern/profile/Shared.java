package org.postern.profile;

import java.lang.ref.WeakReference;
import java.util.Map;
import java.util.Optional;
import java.util.WeakHashMap;

/**
 * Values that were made once for all who ask for the same, and forgotten when nobody has them any
 * more. Thread-safe.
 *
 * @param <K> what a value follows from
 * @param <V> holds its key, so that the key lives as long
 */
public final class Shared<K, V> {
  private final Map<K, WeakReference<V>> byKey = new WeakHashMap<>();

  /** What is there for an equal key. */
  public synchronized Optional<V> of(K key) {
    WeakReference<V> known = byKey.get(key);
    return known == null ? Optional.empty() : Optional.ofNullable(known.get());
  }

  /**
   * Adds a value, unless there is one meanwhile.
   *
   * @param key the very one that {@code fresh} holds
   * @return the one that is there now
   */
  public synchronized V add(K key, V fresh) {
    Optional<V> meanwhile = of(key);
    if (meanwhile.isEmpty()) {
      byKey.remove(key); // an equal key of a value that is gone would go before this one
      byKey.put(key, new WeakReference<>(fresh));
    }
    return meanwhile.orElse(fresh);
  }
}
