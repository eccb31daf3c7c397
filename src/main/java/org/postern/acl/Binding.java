package org.postern.acl;

/**
 * Where an access list is applied.
 *
 * @param interfaceName the interface's ifName, or "*" for all of them
 * @param direction which way the flows go that it sees
 */
public record Binding(String interfaceName, Direction direction) {
  /** The interface name that stands for every interface. */
  public static final String EVERY_INTERFACE = "*";

  /** All that the device forwards. */
  public static Binding forward() {
    return new Binding(EVERY_INTERFACE, Direction.FORWARD);
  }

  public boolean appliesTo(String name) {
    return interfaceName.equals(EVERY_INTERFACE) || interfaceName.equals(name);
  }
}
