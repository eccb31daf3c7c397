package org.postern.finding;

/**
 * Names a series of a device.
 *
 * @param object the crossing, or the interface
 * @param port the IANA service name of the mail port, or empty
 */
public record SeriesKey(Quantity quantity, String object, String port) {
  /** What is measured. */
  public enum Quantity {
    DENY_HITS,
    PERMIT_HITS,
    /** Bits per second. */
    IN_BITS,
    OUT_BITS,
    /** Cleartext share of reading mail. */
    CLEARTEXT
  }

  static SeriesKey of(Quantity quantity, DeviceMemory.Flow flow) {
    return new SeriesKey(quantity, flow.crossing(), flow.port().serviceName());
  }

  static SeriesKey of(Quantity quantity, String object) {
    return new SeriesKey(quantity, object, "");
  }
}
