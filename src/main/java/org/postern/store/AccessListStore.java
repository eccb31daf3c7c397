package org.postern.store;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.postern.acl.AccessList;

/** API outline; bodies follow. */
public abstract class AccessListStore {
  /** True if it is a new version (first seen, or its digest differs from the last one's). */
  public abstract boolean record(String device, AccessList list, String digest, Instant seen);

  public abstract List<StoredAccessList> latest(String device);

  /** Newest first. */
  public abstract List<AccessListVersion> versions(String device, String listName);

  public abstract Optional<AccessList> load(String digest);

  public abstract Optional<AccessList> load(AccessListVersion version);

  public abstract List<Baseline> baseline(String device);

  public abstract void acceptBaseline(
      String device, String source, String name, String digest, String actor, Instant time);
}
