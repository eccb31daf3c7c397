package org.postern.snmp;

/**
 * How many reads are under way at once, each with one request outstanding. A read whose last try
 * was not answered no longer counts, but for its device: who waits for the dead must not keep the
 * living waiting.
 *
 * @param all 1 and up; 100..500 is fast
 * @param perSite to the devices of one site, 1 and up
 * @param perDevice 1 and up
 */
public record ReaderLimits(int all, int perSite, int perDevice) {
  public ReaderLimits {
    if (all < 1 || perSite < 1 || perDevice < 1) {
      throw new IllegalArgumentException(
          "a limit below 1: " + all + ", " + perSite + ", " + perDevice);
    }
  }

  /** One read at a time to a device, and so many in all. */
  public static ReaderLimits of(int all) {
    return new ReaderLimits(all, all, 1);
  }
}
