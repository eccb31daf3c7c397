package org.postern.agent;

/** What came of a notification that was sent to see whether it arrives. */
public enum ReceiverTest {
  /** It went out as a trap; only the receiver knows whether it came. */
  SENT,
  /** It went out as an inform, and the receiver has confirmed it. */
  CONFIRMED,
  /** It went out as an inform, and nobody confirmed it. */
  NOT_CONFIRMED,
  /** It could not be sent; the log says why. */
  NOT_SENT
}
