package org.postern.acl;

/** Which ports an entry matches on one side. */
public sealed interface PortMatch {
  /** Exactly these ports. */
  record Ports(PortSet set) implements PortMatch {}

  /** The device names something that was not read, say a service group. */
  record Unresolved(String reason) implements PortMatch {}

  /** One readable line, such as "any" or "110,143". */
  default String text() {
    return MatchText.of(this);
  }

  static PortMatch any() {
    return new Ports(PortSet.any());
  }

  static PortMatch eq(int port) {
    return new Ports(PortSet.eq(port));
  }
}
