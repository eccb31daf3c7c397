package org.postern.finding;

/**
 * What judging one device needs to remember between polls; confined to that device's evaluation.
 */
public final class DeviceMemory {
  /** Nothing is known of the device: its first confirmed lists become the accepted ones. */
  public static DeviceMemory fresh(String device) {
    throw new UnsupportedOperationException("signatures first");
  }

  /** Goes on from stored lists, so that no change is reported twice and none is missed. */
  public static DeviceMemory restored(String device, Baselines stored) {
    throw new UnsupportedOperationException("signatures first");
  }

  private DeviceMemory() {}

  public String device() {
    throw new UnsupportedOperationException("signatures first");
  }

  /** What to store; see {@link Judgement#baselinesChanged}. */
  public Baselines baselines() {
    throw new UnsupportedOperationException("signatures first");
  }
}
