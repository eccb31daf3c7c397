package org.postern.store;

/** API outline; bodies follow. */
public abstract class ReceiverStore {
  /** The highest sequence the receiver has acknowledged, 0 if none. */
  public abstract long lastAcknowledged(String receiver);

  public abstract void acknowledge(String receiver, long sequence);
}
