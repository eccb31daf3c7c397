package org.postern.store;

import java.util.Collection;
import java.util.Map;

/** API outline; bodies follow. Indexes 1 and up, given once, kept over restarts; thread-safe. */
public abstract class IdentityStore {
  /** RFC 3411 §5 SnmpEngineID; a copy. */
  public abstract byte[] engineId();

  /** Next snmpEngineBoots, persisted before it returns; stays at 2147483647. */
  public abstract int nextBoots();

  public abstract int deviceIndex(String device);

  public abstract int crossingIndex(String device, String crossing);

  public abstract int interfaceIndex(String device, String ifName);

  public abstract int aclIndex(String device, String source, String name);

  /** aclIndex as {@code aclIndex(...)} gave it. */
  public abstract int entryIndex(String device, int aclIndex, String entryId);

  /** The same for many in one transaction. */
  public abstract Map<String, Integer> entryIndexes(
      String device, int aclIndex, Collection<String> entryIds);

  /** The same for many in one transaction. */
  public abstract Map<String, Integer> interfaceIndexes(String device, Collection<String> ifNames);
}
