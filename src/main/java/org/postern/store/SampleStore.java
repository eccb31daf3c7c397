package org.postern.store;

import java.time.Instant;
import java.util.List;

/** API outline; bodies follow. Offers never block and never throw. */
public abstract class SampleStore {
  public abstract void offerInterface(int deviceIndex, int interfaceIndex, InterfacePoint point);

  public abstract void offerHits(int deviceIndex, int aclIndex, int entryIndex, HitPoint point);

  /** From inclusive, to exclusive; by time. */
  public abstract List<InterfacePoint> interfaceHistory(
      int deviceIndex, int interfaceIndex, Instant from, Instant to);

  public abstract List<HitPoint> hitHistory(
      int deviceIndex, int aclIndex, int entryIndex, Instant from, Instant to);

  public abstract SampleStatistics statistics();
}
