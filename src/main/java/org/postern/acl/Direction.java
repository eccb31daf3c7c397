package org.postern.acl;

/** Where on its way through a device a flow meets an access list. */
public enum Direction {
  /** On arrival at an interface. */
  IN,
  /** On departure from an interface. */
  OUT,
  /** Between interfaces, whichever they are (the FORWARD chain of a Linux router). */
  FORWARD,
  /** The device does not say. */
  UNKNOWN
}
