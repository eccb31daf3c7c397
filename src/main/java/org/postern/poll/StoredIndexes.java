package org.postern.poll;

import java.util.Collection;
import java.util.Map;
import org.postern.store.IdentityStore;

/** Indexes as the store gives them: the same after a restart. */
final class StoredIndexes implements Indexes {
  private final IdentityStore identity;

  StoredIndexes(IdentityStore identity) {
    this.identity = identity;
  }

  @Override
  public int device(String device) {
    return identity.deviceIndex(device);
  }

  @Override
  public int crossing(String device, String crossing) {
    return identity.crossingIndex(device, crossing);
  }

  @Override
  public int accessList(String device, String source, String name) {
    return identity.aclIndex(device, source, name);
  }

  @Override
  public Map<String, Integer> entries(String device, int accessListIndex, Collection<String> keys) {
    return identity.entryIndexes(device, accessListIndex, keys);
  }

  @Override
  public Map<String, Integer> interfaces(String device, Collection<String> names) {
    return identity.interfaceIndexes(device, names);
  }
}
