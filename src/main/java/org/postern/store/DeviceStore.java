package org.postern.store;

import java.util.Collection;
import java.util.List;

/** API outline; bodies follow. */
public abstract class DeviceStore {
  /** One transaction; call it for many at once, not at each poll. */
  public abstract void save(Collection<StoredDevice> devices);

  public abstract List<StoredDevice> all();
}
